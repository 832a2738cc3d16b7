"""The table `pending`: encoded articles committed before they are handed on.

At start every row is handed on again unchanged: same bytes, same id, same revision.
"""

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from producers.state.seen import KEEP_NEWEST
from tocsin.model import Article

_REMEMBER = (
    "INSERT INTO seen"  # noqa: S608 - a constant of ours
    " (id, feed_id, first_seen, revision, content_hash, backfill, last_seen)"
    " SELECT id, feed_id, first_seen, revision, content_hash, backfill, ? FROM pending"
    f" WHERE id = ? AND revision = ? ON CONFLICT {KEEP_NEWEST}"
)


class Pending(msgspec.Struct, frozen=True, kw_only=True):
    """One encoded article; `number` rises in the order of adding, `added` is in ms."""

    number: int
    id: str
    revision: int
    payload: bytes
    added: int


def add_pending(
    conn: sqlite3.Connection, articles: Iterable[tuple[Article, bytes]], *, now: int
) -> None:
    """Add articles with their encoded bytes; a revision that waits already is left alone."""
    conn.executemany(
        "INSERT OR IGNORE INTO pending"
        " (id, feed_id, first_seen, revision, content_hash, backfill, payload, added)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (a.id, a.feed_id, a.first_seen, a.revision, a.content_hash, a.backfill, raw, now)
            for a, raw in articles
        ],
    )


def take_pending(conn: sqlite3.Connection, limit: int, *, after: int = 0) -> list[Pending]:
    """The next `limit` rows with a number above `after`, oldest first; they stay in the table."""
    rows = conn.execute(
        "SELECT number, id, revision, payload, added FROM pending WHERE number > ?"
        " ORDER BY number LIMIT ?",
        (after, limit),
    )
    return [_pending(row) for row in rows]


def load_pending(conn: sqlite3.Connection, batch: int = 100) -> Iterator[Pending]:
    """All rows, oldest first, read in batches so that no transaction stays open between them."""
    after = 0
    while rows := take_pending(conn, batch, after=after):
        yield from rows
        after = rows[-1].number


def settle_pending(conn: sqlite3.Connection, rows: Iterable[tuple[str, int]], *, now: int) -> None:
    """Remember (article id, revision) that were handed on as seen, and drop them from here."""
    for article_id, revision in rows:
        conn.execute(_REMEMBER, (now, article_id, revision))
        conn.execute("DELETE FROM pending WHERE id = ? AND revision = ?", (article_id, revision))


def count_pending(conn: sqlite3.Connection) -> int:
    """How many articles wait."""
    return int(conn.execute("SELECT count(*) FROM pending").fetchone()[0])


def _pending(row: tuple[int, str, int, bytes, int]) -> Pending:
    return Pending(number=row[0], id=row[1], revision=row[2], payload=row[3], added=row[4])
