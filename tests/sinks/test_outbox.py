import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sinks.outbox import (
    LONGEST_DELAY_MS,
    LONGEST_PAUSE_MS,
    MAX_ATTEMPTS,
    Delivered,
    Intent,
    Later,
    Rejected,
    after,
    again,
    backoff,
    due,
    intents_for,
)
from sinks.sqlite import due_outbox, get_intent, list_outbox, put_outbox, save_outbox
from tests.sinks.builders import NOW, alert


def intent(name: str = "i1", **changes: Any) -> Intent:
    return replace(
        Intent(id=name, alert_id="x", destination="desk", due=NOW, created=NOW), **changes
    )


def test_each_destination_of_each_alert_gets_one_intent() -> None:
    made = intents_for(
        [alert(destinations=("desk", "pager", "desk")), alert(of="a2", destinations=())], NOW
    )
    assert [found.destination for found in made] == ["desk", "pager"]
    assert len({found.id for found in made}) == 2
    assert made == intents_for([alert(destinations=("desk", "pager"))], NOW)


def test_due_is_what_is_pending_and_whose_time_has_come_longest_waiting_first() -> None:
    intents = [
        intent("late", due=NOW + 1),
        intent("b", due=NOW),
        intent("a", due=NOW - 1),
        intent("other", destination="pager"),
        intent("done", state="delivered"),
        intent("failed", state="failed"),
    ]
    found = due(intents, NOW)
    names = {to: [intent.id for intent in waiting] for to, waiting in found.items()}
    assert names == {"desk": ["a", "b"], "pager": ["other"]}


def test_a_delivery_ends_it() -> None:
    assert after(intent(error="was down"), Delivered(), NOW, jitter=0.5) == intent(
        state="delivered", attempts=1
    )


def test_a_refusal_ends_it_with_the_reason() -> None:
    ended = after(intent(), Rejected("404 Not Found"), NOW, jitter=0.5)
    assert (ended.state, ended.error) == ("failed", "404 Not Found")


def test_waits_double_up_to_an_hour_and_the_last_attempt_gives_up() -> None:
    waits, current, now = [], intent(), NOW
    while current.state == "pending":
        before, current = now, after(current, Later("refused"), now, jitter=1.0)
        waits.append(current.due - before)
        now = current.due
    assert waits[:3] == [30_000, 60_000, 120_000]
    assert max(waits) == LONGEST_DELAY_MS
    assert (current.state, current.attempts, current.error) == ("failed", MAX_ATTEMPTS, "refused")
    assert now - NOW > 12 * 3_600_000


def test_a_pause_asked_for_is_kept_within_a_day() -> None:
    asked = after(intent(), Later("429", pause=600_000), NOW, jitter=0.0)
    assert asked.due == NOW + 600_000
    absurd = after(intent(), Later("429", pause=1 << 70), NOW, jitter=0.0)
    assert absurd.due == NOW + LONGEST_PAUSE_MS


def test_the_destination_rests_for_half_a_minute_at_most_unless_it_asks_for_more() -> None:
    assert after(intent(), Later("down"), NOW, jitter=0.0).rest == NOW + 15_000
    assert after(intent(attempts=15), Later("down"), NOW, jitter=1.0).rest == NOW + 30_000
    assert after(intent(), Later("429", pause=90_000), NOW, jitter=1.0).rest == NOW + 90_000
    assert after(intent(), Rejected("404"), NOW, jitter=1.0).rest == 0


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_a_wait_is_between_fifteen_seconds_and_an_hour(attempts: int, jitter: float) -> None:
    assert 15_000 <= backoff(attempts, jitter) <= LONGEST_DELAY_MS


def test_what_failed_can_be_asked_for_again_and_nothing_else() -> None:
    failed = intent(state="failed", attempts=20, error="404")
    assert again(failed, NOW + 9) == intent(due=NOW + 9, error="404")
    assert again(intent(state="delivered"), NOW + 9) == intent(state="delivered")


def test_intents_are_stored_once_and_change_only_by_saving(conn: sqlite3.Connection) -> None:
    assert put_outbox(conn, [intent("i1"), intent("i2"), intent("i1")]) == 2
    save_outbox(conn, [intent("i1", state="failed", attempts=3, error="404", due=NOW + 1)])
    assert put_outbox(conn, [intent("i1")]) == 0
    assert get_intent(conn, "i1") == intent(
        "i1", state="failed", attempts=3, error="404", due=NOW + 1
    )
    assert get_intent(conn, "none") is None
    assert [found.id for found in list_outbox(conn, "failed", limit=5)] == ["i1"]
    assert [found.id for found in list_outbox(conn, limit=5)] == ["i1", "i2"]
    assert put_outbox(conn, []) == 0


def test_what_is_delivered_stays_delivered(conn: sqlite3.Connection) -> None:
    put_outbox(conn, [intent()])
    save_outbox(conn, [intent(state="delivered", attempts=1)])
    save_outbox(conn, [intent(attempts=2, error="timeout")])
    assert get_intent(conn, "i1") == intent(state="delivered", attempts=1)


def test_a_failed_attempt_holds_back_its_destination_and_no_other(conn: sqlite3.Connection) -> None:
    put_outbox(conn, [intent("i1"), intent("i2"), intent("p", destination="pager")])
    save_outbox(conn, [after(intent("i1"), Later("down"), NOW, jitter=1.0)])
    assert [found.id for found in due_outbox(conn, NOW + 29_999, per_destination=9)] == ["p"]
    held = get_intent(conn, "i2")
    assert held == intent("i2", due=NOW + 30_000)
    put_outbox(conn, [intent("i3", due=NOW + 1)])
    assert [found.id for found in due_outbox(conn, NOW + 1, per_destination=9)] == ["i3", "p"]


def test_the_backlog_of_one_destination_hides_no_other(conn: sqlite3.Connection) -> None:
    put_outbox(conn, [intent(f"i{n}", due=NOW - 1000 + n) for n in range(200)])
    put_outbox(
        conn, [intent("p", destination="pager"), intent("q", destination="pager", due=NOW + 1)]
    )
    found = due_outbox(conn, NOW, per_destination=3)
    assert [intent.id for intent in found] == ["i0", "i1", "i2", "p"]


@pytest.mark.parametrize("destination", ["'; DROP TABLE outbox; --", "", "\x00"])
def test_names_of_destinations_are_only_text(conn: sqlite3.Connection, destination: str) -> None:
    put_outbox(conn, [intent(destination=destination)])
    assert due_outbox(conn, NOW, per_destination=1) == [intent(destination=destination)]
