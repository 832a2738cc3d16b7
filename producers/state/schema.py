"""The producer's tables."""

import sqlite3

from tocsin.database import migrate

ROOM = "producers"

# A step once released is never changed; see `tocsin.database.migrate`.
STEPS = (
    """
    CREATE TABLE feed_state (
        feed_id TEXT PRIMARY KEY,
        etag TEXT NOT NULL,
        last_modified TEXT NOT NULL,
        distrusted INTEGER NOT NULL,
        body_hash TEXT NOT NULL,
        last_poll INTEGER NOT NULL,
        last_full INTEGER NOT NULL,
        last_success INTEGER NOT NULL,
        next_poll INTEGER NOT NULL,
        failures INTEGER NOT NULL,
        last_error TEXT NOT NULL,
        item_ids TEXT NOT NULL,
        site TEXT NOT NULL,
        unread TEXT NOT NULL,
        teasers TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE seen (
        id TEXT PRIMARY KEY,
        feed_id TEXT NOT NULL,
        first_seen INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        content_hash TEXT NOT NULL,
        backfill INTEGER NOT NULL,
        last_seen INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE pending (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL,
        feed_id TEXT NOT NULL,
        first_seen INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        content_hash TEXT NOT NULL,
        backfill INTEGER NOT NULL,
        payload BLOB NOT NULL,
        added INTEGER NOT NULL,
        UNIQUE (id, revision)
    );
    """,
)


def migrate_producers(conn: sqlite3.Connection) -> None:
    """Make or update the producer's tables. Raises DatabaseError."""
    migrate(conn, ROOM, STEPS)
