from pathlib import Path

import pytest

from tocsin.config import load_settings
from tocsin.config.locate import line_of
from tocsin.errors import ConfigurationError

MISTAKES = """\
store = "x.db"
colour = 3
[poll]
interval = "10 minutes"
per_host = "two"
[[feed]]
id = "a"
url = "ftp://x"
[[feed]]
id = "a"
url = "https://x.nl/rss"
langage = "nl"
timezone = "Europe/Amsterdm"
[[feed]]
id = "b"
[[webhook]]
id = "desk"
url = "https://x.nl/hook"
secret_env = "hunter2!"
"""


def problems(path: Path, text: str) -> list[str]:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        load_settings(path)
    return [str(problem).removeprefix(f"{path}:") for problem in error.value.problems]


def test_every_mistake_is_named_with_line_and_key(tmp_path: Path):
    found = problems(tmp_path / "tocsin.toml", MISTAKES)
    starts = [problem.split(": ")[:2] for problem in found]
    assert starts == [
        ["2", "colour"],
        ["4", "poll.interval"],
        ["5", "poll.per_host"],
        ["8", "feed[1].url"],
        ["10", "feed[2].id"],
        ["12", "feed[2].langage"],
        ["13", "feed[2].timezone"],
        ["14", "feed[3].url"],
        ["19", "webhook[1].secret_env"],
    ]


def test_a_mistake_says_what_was_expected(tmp_path: Path):
    found = "\n".join(problems(tmp_path / "tocsin.toml", MISTAKES))
    for words in ('"10m"', "http://", "known here: id, language", "Europe/Amsterdam", "is missing"):
        assert words in found


def test_what_may_be_a_secret_is_not_repeated(tmp_path: Path):
    assert "hunter2" not in "\n".join(problems(tmp_path / "tocsin.toml", MISTAKES))


def test_an_address_with_a_password_is_refused_and_not_repeated(tmp_path: Path):
    text = '[[feed]]\nid = "a"\nurl = "https://desk:hunter2@a.nl/rss"\n'
    (found,) = problems(tmp_path / "tocsin.toml", text)
    assert "password" in found
    assert "hunter2" not in found


def test_a_syntax_error_names_the_line(tmp_path: Path):
    (found,) = problems(tmp_path / "tocsin.toml", "store = \n")
    assert "line 1" in found


def test_a_missing_file_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(ConfigurationError, match="tocsin init"):
        load_settings(tmp_path / "none.toml")


def test_bytes_that_are_no_text_are_a_mistake(tmp_path: Path):
    path = tmp_path / "tocsin.toml"
    path.write_bytes(b"store = '\xff'")
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load_settings(path)


def test_relative_paths_belong_to_the_file(tmp_path: Path):
    path = tmp_path / "tocsin.toml"
    path.write_text('[rules]\nfolders = ["rules"]\n[pipelines]\nnl = "./model"\nen = "en_x"\n')
    settings = load_settings(path)
    assert settings.store == tmp_path / "tocsin.db"
    assert settings.rules.folders == (tmp_path / "rules",)
    assert settings.pipelines == {"nl": str(tmp_path / "model"), "en": "en_x"}


def test_durations_become_milliseconds(tmp_path: Path):
    path = tmp_path / "tocsin.toml"
    path.write_text('[poll]\ninterval = "90s"\ntimeout = "2m"\n')
    poll = load_settings(path).poll
    assert (poll.interval, poll.timeout) == (90_000, 120_000)


def test_a_feed_keeps_what_the_file_says(tmp_path: Path):
    path = tmp_path / "tocsin.toml"
    path.write_text('[[feed]]\nid="a"\nurl="https://a.nl/rss"\nlanguage="nl"\ntags=["x"]\n')
    (feed,) = load_settings(path).feeds
    assert (feed.id, feed.language, feed.tags, feed.timezone) == ("a", "nl", ("x",), "UTC")


def test_a_line_is_found_in_the_right_table():
    text = "[a]\nx = 1\n[[b]]\nx = 1\n[[b]]\ny = 2\nx = 3\n"
    assert line_of(text, ("b", 1, "x")) == 7
    assert line_of(text, ("a", "x")) == 2
    assert line_of(text, ("b", 0, "missing")) == 3


@pytest.mark.parametrize("port", ["0", "65536", "99999999", "x", "-1"])
@pytest.mark.parametrize("table", ["feed", "webhook"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, table: str, port: str):
    (found,) = problems(tmp_path / "tocsin.toml", f'[[{table}]]\nid="a"\nurl="http://a.nl:{port}/"')
    assert found.startswith(f"3: {table}[1].url: ")
    assert "expected 1 to 65535" in found


def test_an_address_with_a_port_is_a_web_address(tmp_path: Path):
    path = tmp_path / "tocsin.toml"
    path.write_text('[[webhook]]\nid="a"\nurl="http://[::1]:65535/in"\n')
    assert load_settings(path).webhook[0].url == "http://[::1]:65535/in"


def test_a_time_out_of_no_time_is_refused(tmp_path: Path):
    text = '[poll]\ntimeout = "0s"\n[[webhook]]\nid = "a"\nurl = "http://a.nl"\ntimeout = "0ms"\n'
    found = problems(tmp_path / "tocsin.toml", text)
    assert [one.split(": ")[:2] for one in found] == [
        ["2", "poll.timeout"],
        ["6", "webhook[1].timeout"],
    ]
    assert all("no time at all" in one for one in found)
