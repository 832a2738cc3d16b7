"""Floors of the development half, and the arithmetic of the evaluation."""

from collections.abc import Sequence

import pytest

from bench.evaluate_articles import (
    ARTICLES,
    accuracy,
    false_alarms,
    judge_with,
    judged,
    read_articles,
)
from bench.evaluate_sentences import (
    Outcome,
    Sentence,
    category_right,
    category_scores,
    predict,
    read_half,
    score,
    status_right,
)
from bench.ratio import Ratio, wilson
from processors.threats import Classifier, Lexicon, find_threats
from tocsin.model import CATEGORIES, ThreatMatch

LANGUAGES = ("nl", "en", "fr", "de", "es")


def gold(*, threat: bool, status: str = "", categories: tuple[str, ...] = ()) -> Sentence:
    return Sentence("1", "nl", "plain", "text", threat, categories, status)


@pytest.fixture(scope="module")
def outcomes(lexicon: Lexicon, classifier: Classifier) -> list[Outcome]:
    def find(text: str, language: str) -> Sequence[ThreatMatch]:
        return find_threats("", text, language=language, lexicon=lexicon, classifier=classifier)

    return predict(read_half("dev", only=LANGUAGES), find)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_development_half_keeps_its_floors(language: str, outcomes: list[Outcome]) -> None:
    """Counts of missed sentences and of false alarms, a little worse than what was reached."""
    own = [one for one in outcomes if one.sentence.language == language]
    plain = [one for one in own if one.sentence.kind == "plain"]
    precision, recall = score(plain)
    assert precision.total - precision.hits <= 5
    assert recall.total - recall.hits <= 4
    precision, recall = score(one for one in own if one.sentence.kind == "oblique")
    assert precision.total - precision.hits <= 4
    assert recall.hits >= 0.54 * recall.total


def test_category_and_status_keep_their_floors(outcomes: list[Outcome]) -> None:
    found = outcomes
    assert category_right(found).hits >= 0.96 * category_right(found).total
    assert status_right(found).hits >= 0.85 * status_right(found).total
    precise = [category_scores(found)[one].precision for one in ("armed_assault", "terrorism")]
    assert all(one.hits >= 0.75 * one.total for one in precise)


def test_whole_articles_keep_their_floors(lexicon: Lexicon, classifier: Classifier) -> None:
    verdict = judge_with(lexicon, classifier)
    found = accuracy(judged(read_articles(ARTICLES / "dev.jsonl"), verdict))
    assert found.total == 84
    assert found.hits >= 77
    harmless = read_articles(ARTICLES / "harmless_dev.jsonl.gz")
    alarms = false_alarms(judged(harmless, verdict))
    assert alarms.total == 765
    assert alarms.hits <= 2


@pytest.mark.parametrize(
    ("language", "missed", "wrong"),
    [
        ("ru", 3, 5),
        ("uk", 5, 5),
        ("ar", 7, 5),
        ("fa", 3, 7),
        ("tr", 4, 5),
    ],
)
def test_starter_columns_keep_their_floors(
    language: str, missed: int, wrong: int, lexicon: Lexicon
) -> None:
    def find(text: str, code: str) -> Sequence[ThreatMatch]:
        return find_threats("", text, language=code, lexicon=lexicon)

    precision, recall = score(predict(read_half("starter", only=[language]), find))
    assert recall.total == 30
    assert recall.total - recall.hits <= missed
    assert precision.total - precision.hits <= wrong


@pytest.mark.parametrize(
    ("language", "least"), [("nl", 120), ("en", 120), ("fr", 40), ("de", 40), ("es", 40)]
)
def test_both_kinds_of_sentences_are_there(language: str, least: int) -> None:
    own = [one for one in read_half("dev", only=LANGUAGES) if one.language == language]
    assert sum(one.threat for one in own) >= least
    assert sum(not one.threat for one in own) >= least
    assert len({one.id for one in own}) == len(own)


def test_every_category_is_in_every_language_of_the_development_half() -> None:
    for language in LANGUAGES:
        named = {
            c
            for one in read_half("dev", only=LANGUAGES)
            if one.language == language
            for c in one.categories
        }
        assert named == set(CATEGORIES)


def test_wilsons_interval_is_the_published_one() -> None:
    low, high = wilson(95, 100)
    assert (round(low, 3), round(high, 3)) == (0.888, 0.978)
    assert wilson(0, 0) == (0.0, 1.0)


def test_a_denied_match_on_a_harmless_sentence_is_no_alarm() -> None:
    assert not Outcome(gold(threat=False), (("bombing", "denied"),)).flagged
    assert Outcome(gold(threat=False), (("bombing", "reported"),)).flagged
    assert Outcome(gold(threat=True, status="denied"), (("bombing", "denied"),)).flagged


def test_scores_count_sentences() -> None:
    right = Outcome(gold(threat=True, categories=("bombing",)), (("bombing", "reported"),))
    missed = Outcome(gold(threat=True, categories=("cbrn",)), ())
    alarm = Outcome(gold(threat=False), (("sabotage", "reported"),))
    found = score([right, missed, alarm])
    assert found.precision == Ratio(1, 2)
    assert found.recall == Ratio(1, 2)
    by_category = category_scores([right, missed, alarm])
    assert by_category["bombing"].recall == Ratio(1, 1)
    assert by_category["cbrn"].recall == Ratio(0, 1)
    assert by_category["sabotage"].precision == Ratio(0, 1)
