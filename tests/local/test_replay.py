"""Dead letters that are sent again are pending again, as the bytes they were."""

import sqlite3

import msgspec

from producers.state import count_pending, take_pending
from producers.state.pending import Pending
from sinks.sqlite import get_article, get_dead, list_dead, put_dead
from tests.local.trap import TrapSource
from tests.sinks.builders import NOW, article, enriched
from tocsin.codec import dead_letter, encode
from tocsin.database import transaction
from tocsin.local.commit import PENDING, commit
from tocsin.local.replay import replay_letters
from tocsin.model import DeadLetter
from tocsin.model.dead_letter import Stage


def letter(name: str, *, stage: Stage = "processor", attempt: int = 1) -> DeadLetter:
    raw = encode(article(name))
    made = dead_letter(raw, "X: it died", stage=stage, origin=PENDING, now=NOW, key=name)
    return msgspec.structs.replace(made, attempt=attempt)


def process(conn: sqlite3.Connection, rows: list[Pending]) -> None:
    """What the running pipeline would do with them, without the process."""
    from processors.pipeline import Document, process_batch  # slow to import

    documents = [Document(raw=row.payload, origin=PENDING) for row in rows]
    outcomes = process_batch(documents, knowledge=TrapSource().load(), now=NOW)
    with transaction(conn):
        commit(conn, rows, outcomes, destinations=(), now=NOW)


def test_a_letter_is_pending_again_as_the_bytes_it_was(conn: sqlite3.Connection):
    put_dead(conn, [letter("a1"), letter("a2")])
    done = replay_letters(conn, [letter("a1").id], most_attempts=3, now=NOW)
    assert (done.replayed, done.problems) == (1, ())
    (row,) = take_pending(conn, 9)
    assert (row.id, row.payload) == ("a1", letter("a1").payload)
    assert {one.letter.key: one.state for one in list_dead(conn, limit=9)} == {
        "a1": "replayed",
        "a2": "waiting",
    }


def test_all_that_wait_are_sent_again_and_what_was_sent_is_not(conn: sqlite3.Connection):
    put_dead(conn, [letter(f"a{i}") for i in range(1_100)])
    assert replay_letters(conn, None, most_attempts=3, now=NOW).replayed == 1_100
    assert count_pending(conn) == 1_100
    assert replay_letters(conn, None, most_attempts=3, now=NOW).replayed == 0


def test_a_replayed_article_that_lives_is_stored_once(conn: sqlite3.Connection):
    put_dead(conn, [letter("a1")])
    replay_letters(conn, None, most_attempts=3, now=NOW)
    process(conn, take_pending(conn, 9))
    assert get_article(conn, "a1") is not None
    assert count_pending(conn) == 0
    stored = get_dead(conn, letter("a1").id)
    assert stored is not None
    assert stored.state == "replayed"


def test_a_replayed_article_that_dies_again_is_the_same_letter_with_one_more_attempt(
    conn: sqlite3.Connection,
):
    put_dead(conn, [letter("a1")])
    for attempt in (2, 3):
        replay_letters(conn, None, most_attempts=3, now=NOW)
        rows = take_pending(conn, 9)
        with transaction(conn):
            commit(conn, rows, [letter("a1")], destinations=(), now=NOW)
        (stored,) = list_dead(conn, limit=9)
        assert (stored.letter.attempt, stored.state) == (attempt, "waiting")


def test_after_so_many_attempts_only_force_sends_it(conn: sqlite3.Connection):
    put_dead(conn, [letter("a1", attempt=3)])
    held = replay_letters(conn, None, most_attempts=3, now=NOW)
    assert held.replayed == 0
    assert "--force" in held.problems[0]
    assert count_pending(conn) == 0
    assert replay_letters(conn, None, most_attempts=None, now=NOW).replayed == 1


def test_what_cannot_be_sent_again_says_why_and_keeps_nobody_else(conn: sqlite3.Connection):
    unread = dead_letter(b"{", "not a message", stage="processor", origin=PENDING, now=NOW)
    put_dead(conn, [letter("a1", stage="sink"), unread, letter("a2")])
    ids = [letter("a1", stage="sink").id, unread.id, "nobody", letter("a2").id]
    done = replay_letters(conn, ids, most_attempts=3, now=NOW)
    assert done.replayed == 1
    assert [problem.split(": ", 1)[0] for problem in done.problems] == ids[:3]
    assert "died in the sink" in done.problems[0]
    assert "still cannot be read" in done.problems[1]
    assert "no such dead letter" in done.problems[2]


def test_the_same_letter_named_twice_is_sent_once(conn: sqlite3.Connection):
    put_dead(conn, [letter("a1")])
    name = letter("a1").id
    assert replay_letters(conn, [name, name], most_attempts=3, now=NOW).replayed == 1
    assert count_pending(conn) == 1


def test_a_revision_that_waits_already_is_not_added_again(conn: sqlite3.Connection):
    put_dead(conn, [letter("a1")])
    for _ in range(2):
        replay_letters(conn, [letter("a1").id], most_attempts=None, now=NOW)
    assert count_pending(conn) == 1


def test_what_the_store_refused_is_processed_and_stored_once_its_cause_is_gone(
    conn: sqlite3.Connection,
):
    raw = encode(enriched("a1"))
    refused = dead_letter(raw, "it is full", stage="sink", origin=PENDING, now=NOW, key="a1")
    put_dead(conn, [refused])
    done = replay_letters(conn, None, most_attempts=3, now=NOW)
    assert (done.replayed, done.problems) == (1, ())
    (row,) = take_pending(conn, 9)
    assert (row.id, row.payload) == ("a1", encode(article("a1")))
    process(conn, [row])
    assert get_article(conn, "a1") is not None
    stored = get_dead(conn, refused.id)
    assert stored is not None
    assert stored.state == "replayed"


def test_what_was_refused_and_holds_no_article_that_can_be_sent_says_so(conn: sqlite3.Connection):
    raw = encode(enriched("a1")).replace(b'"title":"Bom"', b'"title":"\\ud800"', 1)
    put_dead(
        conn,
        [
            dead_letter(payload, "X", stage="sink", origin=PENDING, now=NOW, key="a1")
            for payload in (b"{", encode(article()), raw)
        ],
    )
    done = replay_letters(conn, None, most_attempts=3, now=NOW)
    assert done.replayed == 0
    assert len(done.problems) == 3
    assert all("died in the sink" in problem for problem in done.problems)
    assert count_pending(conn) == 0
