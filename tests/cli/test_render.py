import io

import pytest
from rich.console import Console

from tests.sinks.builders import alert
from tocsin.cli.output import print_lines
from tocsin.cli.render import alert_lines, shortened
from tocsin.codec import decode_alert
from tocsin.local.present import alert_row
from tocsin.model import Alert, Evidence, Origin, Published


def shown(value: Alert, width: int = 100) -> str:
    out = io.StringIO()
    Console(file=out, width=width).print(alert_lines(value, zone="Europe/Amsterdam"))
    return out.getvalue()


def test_a_line_of_ndjson_is_the_alert_on_one_line(capfdbinary: pytest.CaptureFixture[bytes]):
    print_lines([alert_row(alert(why="two\nlines\u2028 and more"))])
    line = capfdbinary.readouterr().out
    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1
    back = decode_alert(line, stage="sink", origin=Origin(topic="test"), now=0)
    assert back == alert(why="two\nlines\u2028 and more")


def test_an_alert_says_rule_reason_source_times_and_link():
    text = shown(alert(title="Bom in Zwolle", why="says 'bom'", url="https://a.nl/1"))
    for words in ("Bom in Zwolle", "says 'bom'", "https://a.nl/1", "Europe/Amsterdam"):
        assert words in text


def test_nothing_in_an_article_steers_the_terminal():
    evidence = Evidence(
        field="body", before="\x1b[2J", matched="bom\x07", after="\u202e", start=0, end=4
    )
    text = shown(alert(title="\x1b]0;title\x07", evidence=(evidence,)))
    assert not any(char in text for char in "\x1b\x07\u202e")


def test_a_date_in_the_future_is_called_one():
    later = Published(at=4_000_000_000_000, taken_from="item")
    assert "future" in shown(alert(published=later, first_seen=1_000))


def test_context_is_cut_between_words():
    assert shortened("een korte tekst") == "een korte tekst"
    assert shortened("woord " * 40).endswith("woord…")
