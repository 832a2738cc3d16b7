import sqlite3
from typing import Any

import pytest

from sinks.sqlite import count_dead, drop_dead, get_dead, list_dead, mark_replayed, put_dead
from tests.sinks.builders import NOW
from tocsin.errors import QueryError
from tocsin.model import DeadLetter, Origin


def letter(name: str = "d1", **changes: Any) -> DeadLetter:
    values: dict[str, Any] = {
        "id": name,
        "stage": "processor",
        "error": "not a message",
        "origin": Origin(topic="news.articles.v1", partition=2, offset=7),
        "at": NOW,
        "payload": b"\x00\xff{",
    }
    return DeadLetter(**(values | changes))


def test_a_dead_letter_comes_back_with_its_bytes_untouched(conn: sqlite3.Connection) -> None:
    put_dead(conn, [letter(key="a1")])
    stored = get_dead(conn, "d1")
    assert stored is not None
    assert stored.letter == letter(key="a1")
    assert (stored.state, stored.first_at) == ("waiting", NOW)
    assert get_dead(conn, "none") is None


def test_the_same_failure_told_twice_is_one_letter(conn: sqlite3.Connection) -> None:
    put_dead(conn, [letter(), letter(at=NOW + 5)])
    (stored,) = list_dead(conn, limit=5)
    assert (stored.letter.attempt, stored.letter.at, stored.first_at) == (1, NOW + 5, NOW)


def test_what_fails_again_after_a_replay_waits_again_with_one_more_attempt(
    conn: sqlite3.Connection,
) -> None:
    put_dead(conn, [letter()])
    assert mark_replayed(conn, ["d1", "none"]) == 1
    assert mark_replayed(conn, ["d1"]) == 0
    assert count_dead(conn) == 0
    put_dead(conn, [letter(error="still not")])
    stored = get_dead(conn, "d1")
    assert stored is not None
    assert (stored.letter.attempt, stored.state, stored.letter.error) == (2, "waiting", "still not")


def test_dropped_letters_are_gone(conn: sqlite3.Connection) -> None:
    put_dead(conn, [letter("d1"), letter("d2")])
    assert drop_dead(conn, ["d1", "none"]) == 1
    assert drop_dead(conn, []) == 0
    assert [stored.letter.id for stored in list_dead(conn, limit=5)] == ["d2"]


def test_letters_are_listed_last_failed_first_by_stage_and_state(conn: sqlite3.Connection) -> None:
    put_dead(
        conn, [letter(f"d{n}", at=NOW + n, stage="sink" if n % 2 else "producer") for n in range(5)]
    )
    mark_replayed(conn, ["d1"])

    def listed(**filters: Any) -> list[str]:
        return [stored.letter.id for stored in list_dead(conn, limit=9, **filters)]

    assert listed() == ["d4", "d3", "d2", "d1", "d0"]
    assert listed(stage="sink") == ["d3", "d1"]
    assert listed(state="replayed") == ["d1"]
    assert listed(before=list_dead(conn, limit=2)[-1].cursor) == ["d2", "d1", "d0"]
    with pytest.raises(QueryError):
        listed(before="x")


def test_a_letter_of_absurd_content_is_stored_all_the_same(conn: sqlite3.Connection) -> None:
    put_dead(conn, [letter(error="\ud800", at=1 << 70, attempt=1 << 70, key="\udfff", payload=b"")])
    stored = get_dead(conn, "d1")
    assert stored is not None
    assert stored.letter.error == "?"
