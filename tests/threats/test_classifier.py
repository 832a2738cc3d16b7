"""The second opinion: what it adds, what it refuses, and what it says of whole articles."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.evaluate_articles import ARTICLES, read_articles
from processors.threats import (
    Classifier,
    Lexicon,
    assess,
    find_near_misses,
    find_threats,
    load_classifier,
    load_lexicon,
)
from processors.threats.classifier import Opinion
from processors.threats.decision import CLASSIFIER, MOST_ALONE
from processors.threats.readings import find_readings

LEXICON, MODEL = load_lexicon(), load_classifier()
OBLIQUE = (
    "Na 214 dagen in een kelder zonder daglicht mocht de journalist zijn moeder weer omhelzen, "
    "nadat zijn bewakers hun geld hadden gekregen."
)


def test_it_finds_what_no_frame_sees_and_never_calls_it_grave():
    found = find_threats("", OBLIQUE, language="nl", lexicon=LEXICON, classifier=MODEL)
    assert {one.category for one in found} == {"hostage_kidnapping"}
    for one in found:
        if one.term == CLASSIFIER:
            assert one.severity <= MOST_ALONE
            assert "no frame fits" in one.why


def test_its_share_is_in_the_reason():
    text = "Bij een bomaanslag op een markt in Kabul zijn dertig mensen gedood."
    (match, *_) = find_threats("", text, language="nl", lexicon=LEXICON, classifier=MODEL)
    assert "(classifier 0." in match.why or "(classifier 1." in match.why


def test_it_does_not_speak_of_languages_it_has_not_learned():
    text = "В городе прогремел взрыв."
    (match, *_) = find_threats("", text, language="ru", lexicon=LEXICON, classifier=MODEL)
    assert "classifier" not in match.why
    assert assess("", text, language="ru", lexicon=LEXICON, classifier=MODEL).odds is None


def own_entry(folder: Path) -> Path:
    (folder / "own.toml").write_text(
        'category = "sabotage"\nseverity = 50\n[[entry]]\nid = "zorgel"\nweight = 1\n'
        'terms.nl = ["zorgel"]\nmatch.nl = ["Er is een zorgel gevonden."]\n'
    )
    return folder


def test_it_never_refuses_an_entry_it_has_not_met(tmp_path: Path):
    own = load_lexicon([own_entry(tmp_path)])
    text = "Er lag een zorgel naast de bank in het park."
    found = find_threats("", text, language="nl", lexicon=own, classifier=MODEL)
    assert [one.term for one in found] == ["zorgel"]


def test_an_entry_it_has_not_met_counts_in_the_verdict_on_an_article_too(tmp_path: Path):
    own = load_lexicon([own_entry(tmp_path)])
    text = "Er lag een zorgel naast de bank in het park. " * 5
    found = find_readings("", text, own.indexes["nl"], own).readings
    against = [Opinion(0.001, "sabotage", -7.0) for _ in found]
    assert MODEL.signals(found, against)["kept"] == 1
    assert all(MODEL.kept(*pair) for pair in zip(found, against, strict=True))


def test_the_lexicons_own_sentences_are_not_refused():
    refused = [
        sentence
        for sense in LEXICON.senses.values()
        for language, sentences in sense.table.match.items()
        if MODEL.reads(language)
        for sentence in sentences
        if not find_threats("", sentence, language=language, lexicon=LEXICON, classifier=MODEL)
    ]
    assert len(refused) <= 2, refused


def odds(title: str, body: str) -> float:
    found = assess(title, body, language="nl", lexicon=LEXICON, classifier=MODEL).odds
    assert found is not None
    return found


def test_an_article_is_judged_by_what_it_is_about():
    lines = "De {} won met drie tegen nul. De spits schoot raak. De trainer was tevreden. "
    sport = "".join(lines.format(club) for club in ("ploeg", "club", "bezoekers", "thuisploeg"))
    assert odds("Ruime zege", sport) < 0
    attack = (
        "Bij een bomaanslag op een markt in Kabul zijn dertig mensen gedood. Terreurgroep ISIS-K "
        "heeft de aanslag opgeëist. De explosie was ver te horen. Gewapende mannen openden "
        "daarna het vuur op hulpverleners. Het was de tweede aanslag in een week."
    )
    assert odds("Bomaanslag in Kabul", attack) > 0


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("De aanslag van de Belastingdienst viel mee.", "idiom"),
        ("De jager schoot een zwijn in het bos bij het dorp.", "shoot-people"),
    ],
)
def test_what_almost_matched_says_what_stopped_it(text: str, what: str):
    found = find_near_misses("", text, language="nl", lexicon=LEXICON, classifier=MODEL)
    assert what in {one.what for one in found}
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.stopped


def test_what_made_a_match_is_no_near_miss():
    """Also where the article as a whole lets a less likely sentence match."""
    alone = 0
    for article in read_articles(ARTICLES / "dev.jsonl"):
        title, body, language = article.title, article.body, article.language
        found = find_threats(title, body, language=language, lexicon=LEXICON, classifier=MODEL)
        near = find_near_misses(title, body, language=language, lexicon=LEXICON, classifier=MODEL)
        matched = {(one.field, one.start) for one in found if one.term == CLASSIFIER}
        assert matched.isdisjoint((one.field, one.start) for one in near if one.what == CLASSIFIER)
        alone += len(matched)
    assert alone > 0


@settings(deadline=None, max_examples=60)
@given(title=st.text(max_size=80), body=st.text(max_size=400))
def test_no_text_raises_and_offsets_hold(title: str, body: str):
    found = assess(title, body, language="nl", lexicon=LEXICON, classifier=MODEL)
    near = find_near_misses(title, body, language="nl", lexicon=LEXICON, classifier=MODEL)
    for one in (*found.matches, *near):
        text = title if one.field == "title" else body
        assert text[one.start : one.end] == one.text


def test_words_are_forgotten_when_there_are_too_many(lexicon: Lexicon, classifier: Classifier):
    for number in range(3):
        body = " ".join(f"woord{number}x{at}" for at in range(20_000))
        found = find_threats("", body, language="nl", lexicon=lexicon, classifier=classifier)
        assert len(found) <= 500
    again = find_threats("", OBLIQUE, language="nl", lexicon=lexicon, classifier=classifier)
    assert again == find_threats("", OBLIQUE, language="nl", lexicon=LEXICON, classifier=MODEL)
