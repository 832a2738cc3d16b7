"""Intents to deliver into the store and out of it again; what becomes of them: sinks/outbox.py."""

import sqlite3
from collections.abc import Iterable

import msgspec

from sinks.outbox import Intent, State
from tocsin.database import reading, transaction

_FIELDS = ("id", "alert_id", "destination", "state", "attempts", "due", "error", "created")
_COLUMNS = ", ".join(_FIELDS)


def put_outbox(conn: sqlite3.Connection, intents: Iterable[Intent]) -> int:
    """Add the intents whose id is new, and say how many. Raises DatabaseError."""
    sql = f"INSERT OR IGNORE INTO outbox ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - constant
    rows = [tuple(getattr(intent, field) for field in _FIELDS) for intent in intents]
    with transaction(conn):
        return max(0, conn.executemany(sql, rows).rowcount)


def save_outbox(conn: sqlite3.Connection, intents: Iterable[Intent]) -> None:
    """Replace the state of intents that are there; what is delivered stays so.

    Where an attempt asks for rest, the destination's other pending intents wait as long.
    Raises DatabaseError.
    """
    sql = (
        "UPDATE outbox SET state = ?, attempts = ?, due = ?, error = ?"
        " WHERE id = ? AND state <> 'delivered'"
    )
    hold = "UPDATE outbox SET due = ? WHERE state = 'pending' AND destination = ? AND due < ?"
    saved = list(intents)
    rows = [
        (intent.state, intent.attempts, intent.due, intent.error, intent.id) for intent in saved
    ]
    rests = [(intent.rest, intent.destination, intent.rest) for intent in saved if intent.rest]
    with transaction(conn):
        conn.executemany(sql, rows)
        conn.executemany(hold, rests)


def due_outbox(conn: sqlite3.Connection, now: int, *, per_destination: int) -> list[Intent]:
    """The pending intents that are due at `now` (ms), of each destination the longest waiting.

    So the backlog of a dead destination never hides another's. Raises DatabaseError.
    """
    query = (
        f"SELECT {_COLUMNS} FROM outbox WHERE state = 'pending' AND destination = ? AND due <= ?"  # noqa: S608 - constant
        " ORDER BY due, created, id LIMIT ?"
    )
    found: list[Intent] = []
    with reading(conn):
        for destination in _pending_destinations(conn):
            rows = conn.execute(query, (destination, now, per_destination)).fetchall()
            found.extend(_intent(row) for row in rows)
    return found


def _pending_destinations(conn: sqlite3.Connection) -> list[str]:
    """From each destination to the next in the index: DISTINCT would read the whole backlog."""
    least = "SELECT min(destination) FROM outbox INDEXED BY outbox_due WHERE state = 'pending'"
    query = (
        f"WITH RECURSIVE found (name) AS ({least} UNION ALL"  # noqa: S608 - constant
        f" SELECT ({least} AND destination > name) FROM found WHERE name IS NOT NULL)"
        " SELECT name FROM found WHERE name IS NOT NULL"
    )
    return [row[0] for row in conn.execute(query)]


def get_intent(conn: sqlite3.Connection, intent_id: str) -> Intent | None:
    """The intent of this id, None if it is not there. Raises DatabaseError."""
    with reading(conn):
        query = f"SELECT {_COLUMNS} FROM outbox WHERE id = ?"  # noqa: S608 - constant
        row = conn.execute(query, (intent_id,)).fetchone()
    return None if row is None else _intent(row)


def list_outbox(
    conn: sqlite3.Connection, state: State | None = None, *, limit: int
) -> list[Intent]:
    """At most `limit` intents of a state (None: of all), the newest first. Raises DatabaseError."""
    condition, params = ("1", ()) if state is None else ("state = ?", (state,))
    query = f"SELECT {_COLUMNS} FROM outbox WHERE {condition} ORDER BY created DESC, id LIMIT ?"  # noqa: S608 - constant
    with reading(conn):
        rows = conn.execute(query, (*params, max(0, limit))).fetchall()
    return [_intent(row) for row in rows]


def _intent(row: tuple[str | int, ...]) -> Intent:
    return msgspec.convert(dict(zip(_FIELDS, row, strict=True)), Intent)
