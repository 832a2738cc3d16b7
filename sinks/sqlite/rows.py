"""Numbers of rows, numbers that fit into rows, and values read back from rows."""

import sqlite3
from typing import TypeVar

import msgspec

from tocsin.database import DatabaseError, file_of

# 2^43 ms reach to the year 2248; with 20 bits for articles of the same millisecond, 63 are used.
SLOT_BITS = 20
SLOTS = 1 << SLOT_BITS
MAX_TIME = (1 << 43) - 1
_MAX = (1 << 63) - 1

T = TypeVar("T")


def fits(number: int) -> bool:
    """Whether SQLite can hold the number."""
    return -_MAX - 1 <= number <= _MAX


def clamp(number: int) -> int:
    """The nearest number that SQLite can hold."""
    return max(-_MAX - 1, min(_MAX, number))


def bounded(time: int) -> int:
    """The time (ms) itself, or the nearest between 1970 and 2248."""
    return max(0, min(MAX_TIME, time))


def first_row(timestamp: int) -> int:
    """The lowest row number of a time stamp (ms)."""
    return bounded(timestamp) << SLOT_BITS


def last_row(timestamp: int) -> int:
    """The highest row number of a time stamp (ms)."""
    return first_row(timestamp) + SLOTS - 1


def free_row(conn: sqlite3.Connection, timestamp: int) -> int | None:
    """The row number for one more article of this time stamp, None when there are 2^20 already."""
    low, high = first_row(timestamp), last_row(timestamp)
    query = "SELECT max(rowid) FROM article WHERE rowid BETWEEN ? AND ?"
    used: int | None = conn.execute(query, (low, high)).fetchone()[0]
    if used is None:
        return low
    return used + 1 if used < high else None


def decoded(conn: sqlite3.Connection, decoder: msgspec.json.Decoder[T], blob: bytes) -> T:
    """The value of a stored JSON text. Raises DatabaseError, kind `corrupt`, if it is damaged."""
    try:
        return decoder.decode(blob)
    except (msgspec.DecodeError, UnicodeDecodeError, TypeError) as error:
        raise DatabaseError("corrupt", file_of(conn), f"a stored value: {error}") from error
