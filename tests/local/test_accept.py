"""What is new is made pending, once; what is not, is not."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producers.admit import identify
from producers.state import known, migrate_producers, settle_pending, take_pending
from sinks.sqlite import list_dead, prepare
from tests.local.documents import draft
from tocsin.codec import decode_article
from tocsin.database import DatabaseError, transaction
from tocsin.identity import content_hash
from tocsin.local.accept import accept
from tocsin.local.breaker import error_class
from tocsin.local.commit import PENDING
from tocsin.local.events import Accepted, Died, Event
from tocsin.model import Article
from tocsin.topics import ARTICLES, MAX_BYTES

NOW = 1_800_000_000_000
# Six bytes each in JSON: within the limit of a body, above that of a message.
LARGE = "\x01" * (MAX_BYTES[ARTICLES] // 6 + 1)


def accepted(events: list[Event]) -> list[str]:
    return [name for event in events if isinstance(event, Accepted) for name in event.article_ids]


def pending(conn: sqlite3.Connection) -> list[Article]:
    values = [
        decode_article(row.payload, stage="processor", origin=PENDING, now=0)
        for row in take_pending(conn, 1000)
    ]
    return [value for value in values if isinstance(value, Article)]


def hand_on(conn: sqlite3.Connection, *, now: int) -> None:
    rows = take_pending(conn, 1000)
    settle_pending(conn, [(row.id, row.revision) for row in rows], now=now)


def test_a_new_article_is_pending_and_acknowledged(conn: sqlite3.Connection):
    events = accept(conn, [draft(1), draft(2)], now=NOW)
    assert accepted(events) == [identify(draft(1)), identify(draft(2))]
    assert [(one.title, one.revision, one.first_seen) for one in pending(conn)] == [
        ("No 1", NOW, NOW),
        ("No 2", NOW, NOW),
    ]


@pytest.mark.parametrize("settled", [False, True], ids=["still pending", "handed on"])
def test_the_same_wording_is_not_accepted_again(conn: sqlite3.Connection, settled: bool):
    accept(conn, [draft(1)], now=NOW)
    if settled:
        hand_on(conn, now=NOW)
    before = len(pending(conn))
    assert accept(conn, [draft(1)], now=NOW + 1) == []
    assert len(pending(conn)) == before


@pytest.mark.parametrize("settled", [False, True], ids=["still pending", "handed on"])
def test_a_new_wording_is_a_higher_revision_of_the_same_article(
    conn: sqlite3.Connection, settled: bool
):
    accept(conn, [draft(1)], now=NOW)
    if settled:
        hand_on(conn, now=NOW)
    events = accept(conn, [draft(1, "9 9")], now=NOW + 5)
    assert accepted(events) == [identify(draft(1))]
    newest = pending(conn)[-1]
    assert (newest.id, newest.revision, newest.first_seen) == (identify(draft(1)), NOW + 5, NOW)


def test_a_revision_rises_though_the_clock_went_back(conn: sqlite3.Connection):
    accept(conn, [draft(1)], now=NOW)
    accept(conn, [draft(1, "9 9")], now=NOW - 1000)
    assert [one.revision for one in pending(conn)] == [NOW, NOW + 1]


def test_two_wordings_in_one_batch_are_two_revisions(conn: sqlite3.Connection):
    events = accept(conn, [draft(1), draft(1), draft(1, "9 9")], now=NOW)
    assert len(accepted(events)) == 2
    assert [one.revision for one in pending(conn)] == [NOW, NOW + 1]


def test_what_still_stands_in_its_feed_has_its_mark_touched(conn: sqlite3.Connection):
    accept(conn, [draft(1)], now=NOW)
    hand_on(conn, now=NOW)
    accept(conn, [draft(1)], now=NOW + 7)
    assert known(conn, [identify(draft(1))])[identify(draft(1))].last_seen == NOW + 7


def test_an_article_too_large_for_a_message_is_a_dead_letter(conn: sqlite3.Connection):
    events = accept(conn, [draft(1), draft(2, LARGE)], now=NOW)
    assert accepted(events) == [identify(draft(1))]
    (died,) = [event for event in events if isinstance(event, Died)]
    assert (died.letter.stage, died.letter.key) == ("producer", identify(draft(2)))
    assert error_class(died.letter.error) == "too large"
    assert [one.letter.id for one in list_dead(conn, limit=9)] == [died.letter.id]


def test_a_feed_that_shows_it_at_every_poll_makes_one_dead_letter_of_it(conn: sqlite3.Connection):
    for minute in range(3):
        accept(conn, [draft(2, LARGE)], now=NOW + minute * 60_000)
    assert len(list_dead(conn, limit=9)) == 1


def test_text_that_no_message_can_hold_is_a_dead_letter(conn: sqlite3.Connection):
    events = accept(conn, [draft(1, "\ud800"), draft(2)], now=NOW)
    assert accepted(events) == [identify(draft(2))]
    assert "cannot be encoded" in list_dead(conn, limit=1)[0].letter.error


def test_nothing_of_a_batch_is_kept_when_one_statement_fails(conn: sqlite3.Connection):
    conn.execute(
        "CREATE TRIGGER fails BEFORE INSERT ON dead BEGIN SELECT RAISE(ABORT, 'injected'); END"
    )
    with pytest.raises(DatabaseError, match="injected"), transaction(conn):
        accept(conn, [draft(1), draft(2, LARGE)], now=NOW)
    assert pending(conn) == []
    assert known(conn, [identify(draft(1)), identify(draft(2))]) == {}


@given(
    st.lists(
        st.tuples(
            st.integers(0, 3), st.sampled_from("abc"), st.booleans(), st.integers(-2_000, 2_000)
        ),
        max_size=25,
    )
)
def test_each_change_of_wording_is_one_revision_whatever_the_clock(
    steps: list[tuple[int, str, bool, int]],
):
    """Articles 0-3 get wordings a-c; between two polls all may be handed on, and time jump."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    migrate_producers(conn)
    prepare(conn)
    now, wording, changes = NOW, dict[int, str](), 0
    for number, text, settles, passes in steps:
        now += passes
        changes += wording.get(number) != text
        wording[number] = text
        accept(conn, [draft(number, text)], now=now)
        if settles:
            hand_on(conn, now=now)
    added = conn.execute("SELECT seq FROM sqlite_sequence WHERE name = 'pending'").fetchone()
    assert (added[0] if added else 0) == changes
    found = known(conn, [identify(draft(number)) for number in wording])
    for number, text in wording.items():
        one = draft(number, text)
        assert found[identify(one)].content_hash == content_hash(one.title, one.body)
