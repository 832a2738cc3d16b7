"""Verdicts on whole articles."""

import pytest

from processors.threats import Lexicon, assess, find_threats, judge, understanding
from tocsin.model import Threat

BUSINESS = (
    "The retailer opened its twentieth store on Tuesday and expects sales to rise. "
    "Its chief executive said the new building took two years to finish. "
    + "Customers queued from early morning to see the new range of garden furniture. " * 12
    + "The square was rebuilt after the bombing of 1996. "
    + "The company will open three more shops next year. " * 4
)
ATTACK = (
    "At least nine people were killed on Monday when a car bomb exploded outside the ministry. "
    "Police sealed off the area. No group has claimed the bombing so far. "
    + "Witnesses described scenes of panic in the streets around the building. " * 14
    + "It was the second bomb attack in the capital this month."
)


def verdict(title: str, body: str, language: str, lexicon: Lexicon) -> Threat:
    found = assess(title, body, language=language, lexicon=lexicon)
    return judge(title, body, found, understanding(language, lexicon))


def test_an_article_about_an_attack_is_relevant(lexicon: Lexicon) -> None:
    found = verdict("Car bomb kills nine in capital", ATTACK, "en", lexicon)
    assert found.relevant is True
    assert found.category == "bombing"
    assert found.severity >= 70
    assert found.why


def test_a_passing_mention_stays_a_mention(lexicon: Lexicon) -> None:
    matches = find_threats("New store opens", BUSINESS, language="en", lexicon=lexicon)
    assert matches
    assert verdict("New store opens", BUSINESS, "en", lexicon).relevant is False


def test_a_single_sentence_is_an_article_too(lexicon: Lexicon) -> None:
    text = "Bij een schietpartij in Rotterdam is een man zwaargewond geraakt."
    assert verdict("", text, "nl", lexicon).relevant is True


@pytest.mark.parametrize(
    "text",
    [
        "There was no bomb in the suitcase, police said.",
        "Rescue workers rehearsed a bomb attack in an exercise.",
        "In the film, a gunman takes hostages in a skyscraper.",
        "The garden is a riot of colour in June.",
    ],
)
def test_what_did_not_happen_is_not_relevant(text: str, lexicon: Lexicon) -> None:
    assert verdict("", text, "en", lexicon).relevant is False


def test_an_unread_language_is_never_called_harmless(lexicon: Lexicon) -> None:
    found = verdict("", "Valami történt tegnap.", "hu", lexicon)
    assert found.relevant is None


def test_a_starter_column_can_find_but_not_clear(lexicon: Lexicon) -> None:
    assert verdict("", "В городе прогремел взрыв.", "ru", lexicon).relevant is True
    assert verdict("", "Сегодня хорошая погода.", "ru", lexicon).relevant is None


@pytest.mark.parametrize(
    ("language", "expected"),
    [("nl", "full"), ("en", "full"), ("de", "full"), ("ru", "names_only"), ("hu", "none")],
)
def test_understanding_follows_the_column(language: str, expected: str, lexicon: Lexicon) -> None:
    assert understanding(language, lexicon) == expected
