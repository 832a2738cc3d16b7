"""Every bundled article comes out as the file beside its feed says."""

import re

import pytest

from tests.demo.outcome import Expected, Outcome, read_expected
from tocsin.local.events import FeedPolled
from tocsin.model import EnrichedArticle

EXPECTED = read_expected()
NAMES = [row.get("link") or row["guid"] for row in EXPECTED]
each = pytest.mark.parametrize("expected", EXPECTED, ids=NAMES)
# Told as threats and yet not so: nothing happened, or nothing was meant.
UNREAL = ("denied", "exercise", "fiction")


def found(outcome: Outcome, expected: Expected) -> EnrichedArticle:
    article = outcome.article(expected)
    assert article is not None
    return article


@each
def test_title_and_text_come_out_right(outcome: Outcome, expected: Expected):
    article = found(outcome, expected).article
    assert article.title == expected.get("title_round2", expected["title"])
    flat = re.sub(r"\s+", " ", article.body)
    for piece in expected.get("body_contains_round2", expected["body_contains"]):
        assert piece in flat
    for noise in expected["body_excludes"]:
        assert noise not in flat
    assert len(article.body) >= expected.get("body_min_chars", 0)


@each
def test_the_language_is_identified(outcome: Outcome, expected: Expected):
    assert found(outcome, expected).language.code == expected["language"]


@each
def test_the_date_is_what_the_item_says(outcome: Outcome, expected: Expected):
    article = found(outcome, expected).article
    kind = expected["published"]
    assert (article.published is None) == (kind == "none")
    if article.published is not None:
        assert (article.published.at > article.first_seen) == (kind == "future")
    assert article.timestamp <= article.first_seen


@each
def test_threats_are_told_from_traps(outcome: Outcome, expected: Expected):
    enriched = found(outcome, expected)
    relevant = expected["threat"] and expected.get("status") not in UNREAL
    assert bool(enriched.threat.relevant) == relevant, enriched.threat
    if relevant:
        assert {match.category for match in enriched.threats} & set(expected["categories"])


@each
def test_alerts_ring_for_threats_alone(outcome: Outcome, expected: Expected):
    article_id = found(outcome, expected).article.id
    rang = [alert.rule_id for alert in outcome.alerts() if alert.article_id == article_id]
    assert bool(rang) == expected["alert"], rang


@each
def test_names_are_found(outcome: Outcome, expected: Expected):
    enriched = found(outcome, expected)
    names = {entity.text for entity in enriched.entities}
    names |= {entity.name for entity in enriched.entities}
    assert set(expected["entities"]) <= names


@each
def test_offsets_slice_the_text(outcome: Outcome, expected: Expected):
    enriched = found(outcome, expected)
    fields = {"title": enriched.article.title, "body": enriched.article.body}
    for span in (*enriched.entities, *enriched.threats):
        assert fields[span.field][span.start : span.end] == span.text


def test_nothing_else_is_stored_and_nothing_dies(outcome: Outcome):
    assert outcome.dead() == 0
    extra = len(outcome.ids()) - len(EXPECTED)
    # The feed that is cut off may yield the item it was cut in.
    assert extra in (0, 1)


def test_an_edited_article_is_a_new_revision_of_the_same(outcome: Outcome):
    (edited,) = [row for row in EXPECTED if row.get("revisions")]
    (earlier,) = outcome.revisions(edited)
    assert earlier.title == edited["title"]
    assert found(outcome, edited).article.revision > earlier.revision


def test_feeds_that_fail_say_why(outcome: Outcome):
    problems = {
        event.feed_id: event.kind
        for event in outcome.events
        if isinstance(event, FeedPolled) and event.problem
    }
    assert problems == {
        "broken-500": "http_status",
        "broken-html": "not_a_feed",
        "en-trunc": "truncated",
    }
