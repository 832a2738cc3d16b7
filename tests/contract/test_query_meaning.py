from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.sinks.builders import enriched
from tocsin.model import Threat
from tocsin.query import Word, instant, key, language_of, lemmas_of, parse, threat_names

NOW = 1_800_000_000_000


def ms(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, tzinfo=UTC).timestamp() * 1000)


def test_an_age_counts_back_from_now() -> None:
    assert instant("90m", NOW, side="since") == NOW - 90 * 60_000
    assert instant("1w", NOW, side="until") == NOW - 7 * 86_400_000


def test_a_day_is_whole_on_both_sides() -> None:
    assert instant("2026-11-01", NOW, side="since") == ms(2026, 11, 1)
    assert instant("2026-11-01", NOW, side="until") == ms(2026, 11, 2) - 1
    assert instant("9999-12-31", NOW, side="until") == ms(9999, 12, 31) + 86_400_000 - 1


@given(st.text(max_size=12))
def test_other_texts_are_no_time(text: str) -> None:
    known = instant(text, NOW, side="since")
    assert known is None or text[0].isdigit()


def test_names_are_compared_without_case_hyphens_and_accents() -> None:
    assert key("ISIS-K") == key("Isis K") == key(" isis‑k ") == "isis k"
    assert key("Charlie Hébdo") == "charlie hebdo"


def test_the_language_of_a_query_is_its_one_language_that_must_hold() -> None:
    assert language_of(parse("bom lang:nl")) == "nl"
    assert language_of(parse("lang:nl")) == "nl"
    assert language_of(parse("bom")) is None
    assert language_of(parse("bom -lang:nl")) is None
    assert language_of(parse("lang:nl lang:de")) is None
    assert language_of(parse("bom (lang:nl OR lang:de)")) is None


def test_a_word_is_looked_for_in_the_forms_of_its_language() -> None:
    assert "aanslag" in lemmas_of(Word("aanslagen"), "nl")
    assert {"aanslag", "aanslagen"} <= set(lemmas_of(Word("aanslagen"), None))
    assert lemmas_of(Word("qqqq"), "zz") == ("qqqq",)


def test_an_article_is_found_by_the_categories_of_its_verdict_and_of_its_matches() -> None:
    verdict = Threat(relevant=True, category="plot_threat")
    found = threat_names(enriched(threats=("bombing", "bombing", "sabotage"), threat=verdict))
    assert found == {"plot_threat", "bombing", "sabotage"}
