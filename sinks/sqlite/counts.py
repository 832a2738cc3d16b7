"""Counts per hour, kept in the transaction that writes what is counted."""

import sqlite3
from collections import Counter
from collections.abc import Iterator

from sinks.sqlite.rows import bounded
from sinks.values import Bucket, CountKind
from tocsin.database import reading, transaction

HOUR_MS = 3_600_000

# Kind, value, and the hour's beginning (ms)
Key = tuple[CountKind, str, int]
Delta = Counter[Key]


def article_keys(
    timestamp: int, language: str, feed_id: str, category: str | None
) -> Iterator[Key]:
    """What an article counts for; `category` is None unless the article is relevant."""
    hour = hour_of(timestamp)
    yield "all", "", hour
    yield "language", language, hour
    yield "feed", feed_id, hour
    if category is not None:
        yield "category", category, hour


def hour_of(time: int) -> int:
    """The beginning (ms) of the hour of a time."""
    return bounded(time) // HOUR_MS * HOUR_MS


def add_counts(conn: sqlite3.Connection, delta: Delta) -> None:
    """Add the changes to the counts. Raises DatabaseError."""
    rows = [(*key, change) for key, change in delta.items() if change]
    with transaction(conn):
        conn.executemany(
            "INSERT INTO hourly (kind, value, hour, count) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET count = count + excluded.count",
            rows,
        )


def histogram(conn: sqlite3.Connection, kind: CountKind, *, since: int, until: int) -> list[Bucket]:
    """The counts of the hours that begin in `since`..`until` (ms), oldest first.

    Kinds: `all` articles by time stamp, relevant ones by `category`, by `language`, by `feed` id,
    and `alert`s by category and time raised. Raises DatabaseError.
    """
    query = (
        "SELECT hour, value, count FROM hourly WHERE kind = ? AND hour BETWEEN ? AND ?"
        " AND count > 0 ORDER BY hour, value"
    )
    with reading(conn):
        rows = conn.execute(query, (kind, since, until)).fetchall()
    return [Bucket(hour=hour, value=value, count=count) for hour, value, count in rows]
