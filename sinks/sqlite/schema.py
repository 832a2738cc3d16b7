"""The tables of the embedded store, as the steps that made them. A released step never changes."""

import sqlite3
import string

from tocsin.database import migrate

ROOM = "sinks"

# Every printable ASCII character belongs to a word, and `ascii` takes all others for letters:
# what is left to split at is the space. The list is quoted for a string within a string.
_WORD_CHARACTERS = string.punctuation.replace("'", "''").replace('"', '""')

# `article.rowid` is the time stamp with room for 2^20 articles in each millisecond (see rows.py).
# So newest first, paging and time ranges are the order of the keys everywhere, also within FTS5,
# and the newest 20 of any number of hits are read without sorting the rest.
_FIRST = f"""
CREATE TABLE article (
    rowid INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    version INTEGER NOT NULL,
    timestamp INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    feed_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    feed_key TEXT NOT NULL,
    owner_key TEXT NOT NULL,
    language TEXT NOT NULL,
    category TEXT,
    severity INTEGER NOT NULL,
    status TEXT,
    relevant INTEGER,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    stored INTEGER NOT NULL
);
-- An index ends with the rowid, so each of these lists its articles by time.
CREATE INDEX article_language ON article (language);
CREATE INDEX article_feed ON article (feed_key);
CREATE INDEX article_owner ON article (owner_key);

-- Apart from the narrow table, so that filters never read past whole texts.
CREATE TABLE article_json (article INTEGER PRIMARY KEY, enriched BLOB NOT NULL);

CREATE TABLE revision (
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (id, revision)
);

CREATE TABLE entity (
    name TEXT NOT NULL,
    article INTEGER NOT NULL,
    label TEXT NOT NULL,
    PRIMARY KEY (name, article, label)
) WITHOUT ROWID;
CREATE INDEX entity_article ON entity (article);

CREATE TABLE threat (
    category TEXT NOT NULL,
    article INTEGER NOT NULL,
    PRIMARY KEY (category, article)
) WITHOUT ROWID;
CREATE INDEX threat_article ON threat (article);

-- The prefix indexes take 15 % more room and time at writing; without them a prefix of two letters
-- took 220 ms at 20,000 articles, with them 0.1 ms.
CREATE VIRTUAL TABLE article_text USING fts5 (
    title, body, lemmas,
    prefix = '2 3',
    tokenize = "ascii tokenchars '{_WORD_CHARACTERS}'"
);

CREATE TABLE hourly (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    hour INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (kind, hour, value)
) WITHOUT ROWID;

CREATE TABLE alert (
    id TEXT PRIMARY KEY,
    rule_id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    rule_version INTEGER NOT NULL,
    category TEXT,
    severity INTEGER NOT NULL,
    raised INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    alert BLOB NOT NULL
);
CREATE INDEX alert_raised ON alert (raised, id);
CREATE INDEX alert_article ON alert (article_id);

CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    alert_id TEXT NOT NULL,
    destination TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due INTEGER NOT NULL,
    error TEXT NOT NULL,
    created INTEGER NOT NULL
);
-- Only what is pending: the index stays small however much has been delivered.
CREATE INDEX outbox_due ON outbox (destination, due, created, id) WHERE state = 'pending';
CREATE INDEX outbox_state ON outbox (state, created);

CREATE TABLE dead (
    id TEXT PRIMARY KEY,
    stage TEXT NOT NULL,
    error TEXT NOT NULL,
    topic TEXT NOT NULL,
    partition INTEGER NOT NULL,
    "offset" INTEGER NOT NULL,
    key TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    state TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    payload BLOB NOT NULL
);
CREATE INDEX dead_at ON dead (at, id);
"""

STEPS = (_FIRST,)


def prepare(conn: sqlite3.Connection) -> None:
    """Make or bring up to date the store's tables. Raises DatabaseError."""
    migrate(conn, ROOM, STEPS)
