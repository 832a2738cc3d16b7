"""Dead letters into the store and out of it again."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sinks.sqlite.alerts import split_cursor
from sinks.sqlite.rows import clamp
from sinks.values import DeadState, StoredDead
from tocsin.database import reading, transaction
from tocsin.model import DeadLetter, Origin
from tocsin.model.dead_letter import Stage

_COLUMNS = (
    'id, stage, error, topic, partition, "offset", key, attempt, state, first_at, at, payload'
)


class _Row(NamedTuple):
    id: str
    stage: Stage
    error: str
    topic: str
    partition: int
    offset: int
    key: str
    attempt: int
    state: DeadState
    first_at: int
    at: int
    payload: bytes


# The same bytes that fail again after a replay are one letter with one more attempt; the same
# failure told twice changes nothing.
_PUT = f"""
INSERT INTO dead ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    error = excluded.error,
    attempt = max(excluded.attempt, attempt + (state = 'replayed')),
    state = 'waiting',
    at = max(at, excluded.at)
"""  # noqa: S608 - constant


def put_dead(conn: sqlite3.Connection, letters: Iterable[DeadLetter]) -> None:
    """Store dead letters, whatever is in them. Raises DatabaseError."""
    with transaction(conn):
        conn.executemany(_PUT, [_values(letter) for letter in letters])


def _values(letter: DeadLetter) -> tuple[str | int | bytes, ...]:
    origin = letter.origin
    return (
        letter.id,
        letter.stage,
        _storable(letter.error),
        _storable(origin.topic),
        clamp(origin.partition),
        clamp(origin.offset),
        _storable(letter.key),
        clamp(letter.attempt),
        clamp(letter.at),
        clamp(letter.at),
        letter.payload,
    )


def _storable(text: str) -> str:
    """Lone surrogates become question marks: what describes a failure must not fail itself."""
    return text.encode("utf-8", "replace").decode()


def get_dead(conn: sqlite3.Connection, letter_id: str) -> StoredDead | None:
    """The dead letter of this id, None if it is not there. Raises DatabaseError."""
    with reading(conn):
        query = f"SELECT {_COLUMNS} FROM dead WHERE id = ?"  # noqa: S608 - constant
        row = conn.execute(query, (letter_id,)).fetchone()
    return None if row is None else _stored(_Row._make(row))


def list_dead(
    conn: sqlite3.Connection,
    *,
    limit: int,
    before: str | None = None,
    stage: Stage | None = None,
    state: DeadState | None = None,
) -> list[StoredDead]:
    """At most `limit` dead letters, the last that failed first; `before` as in `list_alerts`.

    Raises DatabaseError, and QueryError for a cursor that is none.
    """
    wheres = ["(? IS NULL OR stage = ?)", "(? IS NULL OR state = ?)"]
    params: list[str | int | None] = [stage, stage, state, state]
    if before is not None:
        wheres.append("(at, id) < (?, ?)")
        params += split_cursor(before)
    query = (
        f"SELECT {_COLUMNS} FROM dead WHERE {' AND '.join(wheres)}"  # noqa: S608 - our own text
        " ORDER BY at DESC, id DESC LIMIT ?"
    )
    with reading(conn):
        rows = conn.execute(query, (*params, max(0, limit))).fetchall()
    return [_stored(_Row._make(row)) for row in rows]


def count_dead(conn: sqlite3.Connection) -> int:
    """How many dead letters wait for somebody. Raises DatabaseError."""
    with reading(conn):
        return conn.execute("SELECT count(*) FROM dead WHERE state = 'waiting'").fetchone()[0]


def drop_dead(conn: sqlite3.Connection, ids: Sequence[str]) -> int:
    """Delete dead letters for good, and say how many were there. Raises DatabaseError."""
    with transaction(conn):
        return conn.executemany(
            "DELETE FROM dead WHERE id = ?", [(letter_id,) for letter_id in ids]
        ).rowcount


def mark_replayed(conn: sqlite3.Connection, ids: Sequence[str]) -> int:
    """Note that these letters were sent back to where they came from.

    Gives how many of them were waiting. Raises DatabaseError.
    """
    sql = "UPDATE dead SET state = 'replayed' WHERE id = ? AND state = 'waiting'"
    return _each(conn, sql, ids)


def _each(conn: sqlite3.Connection, sql: str, ids: Sequence[str]) -> int:
    """Run it for each id, all or none, and count the rows that it changed."""
    with transaction(conn):
        return max(0, conn.executemany(sql, [(letter_id,) for letter_id in ids]).rowcount)


def _stored(row: _Row) -> StoredDead:
    letter = DeadLetter(
        id=row.id,
        stage=row.stage,
        error=row.error,
        origin=Origin(topic=row.topic, partition=row.partition, offset=row.offset),
        at=row.at,
        payload=row.payload,
        key=row.key,
        attempt=row.attempt,
    )
    cursor = f"{row.at}:{row.id}"
    return StoredDead(letter=letter, state=row.state, first_at=row.first_at, cursor=cursor)
