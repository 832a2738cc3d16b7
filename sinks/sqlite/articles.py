"""Articles into the store and out of it again, by id."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from sinks.sqlite.counts import Delta, Key, add_counts, article_keys
from sinks.sqlite.index import add_to_index, remove_from_index
from sinks.sqlite.rows import bounded, clamp, decoded, fits, free_row
from sinks.values import PutArticles, Refused, Revision
from tocsin.codec import encode
from tocsin.database import reading, transaction
from tocsin.model import Article, EnrichedArticle
from tocsin.query import key

Fate = Literal["new", "updated", "stale"]

_DECODER = msgspec.json.Decoder(EnrichedArticle)
_COLUMNS = (
    "rowid, id, revision, version, timestamp, first_seen, feed_id, owner, feed_key, owner_key,"
    " language, category, severity, status, relevant, title, url, stored"
)
_INSERT = f"INSERT INTO article ({_COLUMNS}) VALUES ({', '.join('?' * 18)})"  # noqa: S608 - constant


class _Stored(NamedTuple):
    row: int
    revision: int
    version: int
    timestamp: int
    language: str
    feed_id: str
    category: str | None
    relevant: int | None


def put_articles(
    conn: sqlite3.Connection, articles: Iterable[EnrichedArticle], now: int
) -> PutArticles:
    """Store each article unless its version, or a newer one, is there; all of them or none.

    A replaced wording is kept as a revision. `now` in ms. Raises DatabaseError.
    """
    ids: dict[Fate, list[str]] = {"new": [], "updated": [], "stale": []}
    refused: list[Refused] = []
    delta: Delta = Delta()
    with transaction(conn):
        # Oldest first: FTS5 writes out all it has gathered whenever a lower row number follows.
        for article in sorted(articles, key=lambda enriched: enriched.article.timestamp):
            fate = _put(conn, article, now, delta)
            if isinstance(fate, Refused):
                refused.append(fate)
            else:
                ids[fate].append(article.article.id)
        add_counts(conn, delta)
    return PutArticles(
        new=tuple(ids["new"]),
        updated=tuple(ids["updated"]),
        stale=tuple(ids["stale"]),
        refused=tuple(refused),
    )


def _put(
    conn: sqlite3.Connection, enriched: EnrichedArticle, now: int, delta: Delta
) -> Fate | Refused:
    blob = _encoded(enriched)
    if isinstance(blob, Refused):
        return blob
    old = _stored(conn, enriched.article.id)
    if old is not None and old.version >= enriched.version:
        if enriched.article.revision < old.revision:
            _keep_revision(conn, enriched.article, now)
        return "stale"
    row = _row(conn, enriched.article, old)
    if row is None:
        return _refusal(enriched, "the store has a million articles of this very millisecond")
    if old is not None:
        _remove(conn, old, enriched.article, now, delta)
    _insert(conn, row, enriched, blob, now)
    delta.update(_keys(enriched))
    return "new" if old is None else "updated"


def _encoded(enriched: EnrichedArticle) -> bytes | Refused:
    if not fits(enriched.version):
        return _refusal(enriched, "its revision or generation is too large a number")
    try:
        return encode(enriched)
    except (UnicodeEncodeError, OverflowError, msgspec.MsgspecError) as error:
        return _refusal(enriched, f"it cannot be written as JSON: {error}")


def _refusal(enriched: EnrichedArticle, reason: str) -> Refused:
    return Refused(id=enriched.article.id, reason=reason)


def _stored(conn: sqlite3.Connection, article_id: str) -> _Stored | None:
    row = conn.execute(
        "SELECT rowid, revision, version, timestamp, language, feed_id, category, relevant"
        " FROM article WHERE id = ?",
        (article_id,),
    ).fetchone()
    return None if row is None else _Stored(*row)


def _row(conn: sqlite3.Connection, article: Article, old: _Stored | None) -> int | None:
    """The old place while the time stamp stays, so that the order of equal times does too."""
    if old is not None and old.timestamp == bounded(article.timestamp):
        return old.row
    return free_row(conn, article.timestamp)


def _insert(
    conn: sqlite3.Connection, row: int, enriched: EnrichedArticle, blob: bytes, now: int
) -> None:
    article, threat = enriched.article, enriched.threat
    values = (
        row,
        article.id,
        article.revision,
        enriched.version,
        bounded(article.timestamp),
        bounded(article.first_seen),
        article.feed_id,
        article.owner,
        key(article.feed_id),
        key(article.owner),
        enriched.language.code,
        threat.category,
        clamp(threat.severity),
        threat.status,
        threat.relevant,
        article.title,
        article.url,
        now,
    )
    conn.execute(_INSERT, values)
    conn.execute("INSERT INTO article_json (article, enriched) VALUES (?, ?)", (row, blob))
    add_to_index(conn, row, enriched)


def _remove(conn: sqlite3.Connection, old: _Stored, new: Article, now: int, delta: Delta) -> None:
    if old.revision < new.revision:
        _keep_revision(conn, _enriched_at(conn, old.row).article, now)
    conn.execute("DELETE FROM article WHERE rowid = ?", (old.row,))
    conn.execute("DELETE FROM article_json WHERE article = ?", (old.row,))
    remove_from_index(conn, old.row)
    category = old.category if old.relevant else None
    delta.subtract(article_keys(old.timestamp, old.language, old.feed_id, category))


def _keys(enriched: EnrichedArticle) -> Iterator[Key]:
    article, threat = enriched.article, enriched.threat
    category = threat.category if threat.relevant else None
    return article_keys(article.timestamp, enriched.language.code, article.feed_id, category)


def _keep_revision(conn: sqlite3.Connection, article: Article, now: int) -> None:
    conn.execute(
        "INSERT OR IGNORE INTO revision (id, revision, content_hash, title, body, at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (article.id, article.revision, article.content_hash, article.title, article.body, now),
    )


def _enriched_at(conn: sqlite3.Connection, row: int) -> EnrichedArticle:
    found = conn.execute("SELECT enriched FROM article_json WHERE article = ?", (row,)).fetchone()
    return decoded(conn, _DECODER, found[0] if found else b"")


def get_article(conn: sqlite3.Connection, article_id: str) -> EnrichedArticle | None:
    """The newest version of an article, None if it is not there. Raises DatabaseError."""
    query = (
        "SELECT enriched FROM article AS a LEFT JOIN article_json AS j ON j.article = a.rowid"
        " WHERE a.id = ?"
    )
    with reading(conn):
        row = conn.execute(query, (article_id,)).fetchone()
    return None if row is None else decoded(conn, _DECODER, row[0])


def list_revisions(conn: sqlite3.Connection, article_id: str) -> list[Revision]:
    """The earlier wordings of an article, newest first, without the present one.

    Raises DatabaseError.
    """
    query = (
        "SELECT id, revision, content_hash, title, body, at FROM revision WHERE id = ?"
        " ORDER BY revision DESC"
    )
    with reading(conn):
        rows = conn.execute(query, (article_id,)).fetchall()
    return [
        Revision(
            id=row[0], revision=row[1], content_hash=row[2], title=row[3], body=row[4], at=row[5]
        )
        for row in rows
    ]
