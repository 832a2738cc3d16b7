"""All that comes of an article is kept together, or nothing of it is."""

import sqlite3
from collections.abc import Sequence

import pytest

from processors.pipeline import Outcome, Processed
from producers.state import add_pending, count_pending, load_seen, take_pending
from producers.state.pending import Pending
from sinks.sqlite import (
    get_alert,
    get_article,
    list_alerts,
    list_dead,
    list_outbox,
    list_revisions,
)
from tests.sinks.builders import NOW, alert, article, enriched
from tocsin.codec import dead_letter, encode
from tocsin.database import DatabaseError, transaction
from tocsin.identity import intent_id
from tocsin.local.breaker import causes, error_class
from tocsin.local.commit import PENDING, commit
from tocsin.local.events import Died, Event, Raised, Stored
from tocsin.model import Alert, Article, DeadLetter, EnrichedArticle

LATER = NOW + 1_000
TOO_LARGE = 1 << 61  # a revision that is no number of SQLite's once it is a version


def wait(conn: sqlite3.Connection, *articles: Article) -> list[Pending]:
    add_pending(conn, [(one, encode(one)) for one in articles], now=NOW)
    return take_pending(conn, 1000)


def processed(value: EnrichedArticle, *alerts: Alert) -> Processed:
    return Processed(enriched=encode(value), alerts=tuple(encode(one) for one in alerts))


def letter(name: str) -> DeadLetter:
    raw = encode(article(name))
    return dead_letter(raw, "it died", stage="processor", origin=PENDING, now=NOW)


def keep(
    conn: sqlite3.Connection,
    rows: Sequence[Pending],
    *outcomes: Outcome,
    to: tuple[str, ...] = ("default",),
) -> list[Event]:
    with transaction(conn):
        return commit(conn, rows, outcomes, destinations=to, now=LATER)


def dump(conn: sqlite3.Connection) -> list[str]:
    return list(conn.iterdump())


def test_everything_of_an_article_is_in_the_store(conn: sqlite3.Connection):
    rows = wait(conn, article("a1"), article("a2"))
    told = alert(of="a1")
    events = keep(conn, rows, processed(enriched("a1"), told), processed(enriched("a2")))
    assert [type(event) for event in events] == [Stored, Stored, Raised]
    assert get_article(conn, "a1") == enriched("a1")
    assert get_alert(conn, told.id) == told
    assert {one.id for one in list_outbox(conn, limit=9)} == {
        intent_id(told.id, destination) for destination in told.destinations
    }
    seen = load_seen(conn, "a1")
    assert seen is not None
    assert (seen.revision, seen.content_hash) == (NOW, article("a1").content_hash)
    assert count_pending(conn) == 0


def test_latency_is_from_first_seen_to_stored(conn: sqlite3.Connection):
    (event,) = keep(conn, wait(conn, article()), processed(enriched()))
    assert isinstance(event, Stored)
    assert event.latency == LATER - NOW


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("article", "INSERT"), ("article_json", "INSERT"), ("entity", "INSERT"),
        ("threat", "INSERT"), ("hourly", "INSERT"), ("alert", "INSERT"), ("outbox", "INSERT"),
        ("dead", "INSERT"), ("seen", "INSERT"), ("pending", "DELETE"),
    ],
)  # fmt: skip
def test_nothing_is_kept_when_any_one_statement_fails(
    conn: sqlite3.Connection, table: str, change: str
):
    rows = wait(conn, article("a1"), article("a2"))
    conn.execute(
        f"CREATE TRIGGER fails BEFORE {change} ON {table}"
        " BEGIN SELECT RAISE(ABORT, 'injected'); END"
    )
    before = dump(conn)
    full = enriched("a1", entities=("NOS",), threats=("bombing",))
    with pytest.raises(DatabaseError, match="injected"):
        keep(conn, rows, processed(full, alert(of="a1")), letter("a2"))
    assert dump(conn) == before


def test_committing_the_same_twice_changes_nothing(conn: sqlite3.Connection):
    rows = wait(conn, article("a1"), article("a2"))
    outcomes = (processed(enriched("a1"), alert(of="a1")), letter("a2"))
    keep(conn, rows, *outcomes)
    before = dump(conn)
    events = keep(conn, rows, *outcomes)
    assert not any(isinstance(event, Raised) for event in events)
    assert dump(conn) == before


def test_a_document_that_died_is_a_letter_that_names_its_article(conn: sqlite3.Connection):
    (event,) = keep(conn, wait(conn, article("a1")), letter("a1"))
    assert isinstance(event, Died)
    (stored,) = list_dead(conn, limit=9)
    assert (stored.letter.key, stored.letter.payload) == ("a1", encode(article("a1")))
    assert event.letter == stored.letter
    assert count_pending(conn) == 0
    assert load_seen(conn, "a1") is not None


def test_a_later_revision_alerts_nobody_again(conn: sqlite3.Connection):
    keep(conn, wait(conn, article()), processed(enriched(), alert()))
    newer = {"revision": NOW + 5, "body": "Nog een aanslag."}
    update = alert(revision=NOW + 5, severity=90)
    rows = wait(conn, article(**newer))
    events = keep(conn, rows, processed(enriched(**newer), update))
    assert [type(event) for event in events] == [Stored]
    assert len(list_outbox(conn, limit=9)) == len(alert().destinations)
    assert [one.alert.severity for one in list_alerts(conn, limit=9)] == [90]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "the newer one first"])
def test_the_newest_revision_wins_in_whatever_order_they_come(
    conn: sqlite3.Connection, order: tuple[int, int]
):
    wordings = [{"revision": NOW + i, "body": f"Bom {i}", "content_hash": str(i)} for i in (0, 1)]
    rows = wait(conn, *(article(**wording) for wording in wordings))
    for number in order:
        wording = wordings[number]
        told = alert(revision=NOW + number, severity=number)
        keep(conn, [rows[number]], processed(enriched(**wording), told))
    found, seen = get_article(conn, "a1"), load_seen(conn, "a1")
    assert found is not None
    assert found.article.body == "Bom 1"
    assert [one.body for one in list_revisions(conn, "a1")] == ["Bom 0"]
    assert [one.alert.severity for one in list_alerts(conn, limit=9)] == [1]
    assert seen is not None
    assert seen.content_hash == "1"
    assert count_pending(conn) == 0


def test_a_newer_revision_that_came_meanwhile_stays_pending(conn: sqlite3.Connection):
    rows = wait(conn, article())
    wait(conn, article(revision=NOW + 5))
    keep(conn, rows, processed(enriched()))
    assert [row.revision for row in take_pending(conn, 9)] == [NOW + 5]


def test_alerts_of_rules_that_name_no_destination_go_to_the_default_ones(conn: sqlite3.Connection):
    rows = wait(conn, article())
    keep(conn, rows, processed(enriched(), alert(destinations=())), to=("desk", "night"))
    assert {one.destination for one in list_outbox(conn, limit=9)} == {"desk", "night"}


def test_an_article_the_store_refuses_is_a_letter_and_alerts_nobody(conn: sqlite3.Connection):
    rows = wait(conn, article("a1"), article("a2"))
    refused = processed(enriched("a1", revision=TOO_LARGE), alert(of="a1"))
    events = keep(conn, rows, refused, processed(enriched("a2")))
    assert [type(event) for event in events] == [Stored, Died]
    (dead,) = list_dead(conn, limit=9)
    assert (dead.letter.stage, dead.letter.key, dead.letter.payload) == (
        "sink", "a1", refused.enriched,
    )  # fmt: skip
    assert list_alerts(conn, limit=9) == []
    assert count_pending(conn) == 0


def test_two_revisions_of_one_article_may_be_refused_together(conn: sqlite3.Connection):
    rows = wait(conn, article(), article(revision=NOW + 1))
    values = [processed(enriched(revision=TOO_LARGE + i)) for i in (0, 1)]
    assert [type(event) for event in keep(conn, rows, *values)] == [Died, Died]
    assert len(list_dead(conn, limit=9)) == 2


def test_what_cannot_be_read_is_a_letter(conn: sqlite3.Connection):
    rows = wait(conn, article("a1"), article("a2"))
    broken = Processed(enriched=b"{", alerts=())
    half = Processed(enriched=encode(enriched("a2")), alerts=(b"[]",))
    events = keep(conn, rows, broken, half)
    assert [type(event) for event in events] == [Stored, Died, Died]
    letters = {one.letter.payload: one.letter.key for one in list_dead(conn, limit=9)}
    assert letters == {b"{": "a1", b"[]": "a2"}


def test_whatever_a_document_died_of_and_wherever_is_one_cause(conn: sqlite3.Connection):
    names = ("lives", "dies", "broken", "alerts", "refused")
    rows = wait(conn, *(article(name) for name in names))
    outcomes = (
        processed(enriched("lives")),
        letter("dies"),
        Processed(enriched=b"{", alerts=(b"[]",)),
        Processed(enriched=encode(enriched("alerts")), alerts=(b"[]", b"{}")),
        processed(enriched("refused", revision=TOO_LARGE)),
    )
    found = list(causes(rows, outcomes, keep(conn, rows, *outcomes)))
    assert [error_class(error) for error in found] == [
        "",
        "it died",
        "not a message",
        "not a message",
        "its revision or generation is too large a number",
    ]
