"""Whether a store holds together: each table against what the articles themselves say."""

import sqlite3
from collections import Counter
from collections.abc import Iterator

from producers.state import load_seen
from sinks.sqlite import get_article, list_revisions
from sinks.sqlite.counts import article_keys, hour_of
from tocsin.codec import decode_alert
from tocsin.identity import intent_id
from tocsin.local.commit import PENDING
from tocsin.model import Alert, EnrichedArticle
from tocsin.query import key, threat_names


def check_store(conn: sqlite3.Connection) -> None:
    """Fail for whatever in the store contradicts itself."""
    assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    # https://www.sqlite.org/fts5.html#the_integrity_check_command
    conn.execute("INSERT INTO article_text (article_text, rank) VALUES ('integrity-check', 0)")
    articles = dict(_articles(conn))
    _check_side_tables(conn, articles)
    _check_counts(conn, articles)
    _check_memory(conn, articles)
    _check_outbox(conn)


def alerts(conn: sqlite3.Connection) -> list[Alert]:
    rows = conn.execute("SELECT alert FROM alert ORDER BY id")
    values = [decode_alert(row[0], stage="sink", origin=PENDING, now=0) for row in rows]
    return [value for value in values if isinstance(value, Alert)]


def _articles(conn: sqlite3.Connection) -> Iterator[tuple[int, EnrichedArticle]]:
    for row, name, revision, version in conn.execute(
        "SELECT rowid, id, revision, version FROM article"
    ).fetchall():
        value = get_article(conn, name)
        assert value is not None
        assert (value.article.revision, value.version) == (revision, version)
        assert all(one.revision < revision for one in list_revisions(conn, name))
        yield row, value


def _check_side_tables(conn: sqlite3.Connection, articles: dict[int, EnrichedArticle]) -> None:
    kept = conn.execute("SELECT article FROM article_json").fetchall()
    assert sorted(row for (row,) in kept) == sorted(articles)
    words = {
        row: (" ".join(one.tokens.title), " ".join(one.tokens.body), " ".join(one.lemmas))
        for row, one in articles.items()
    }
    found = conn.execute("SELECT rowid, title, body, lemmas FROM article_text").fetchall()
    assert {row: tuple(texts) for row, *texts in found} == words
    names = {(key(e.name), row, e.label) for row, one in articles.items() for e in one.entities}
    assert set(conn.execute("SELECT name, article, label FROM entity")) == names
    threats = {(name, row) for row, one in articles.items() for name in threat_names(one)}
    assert set(conn.execute("SELECT category, article FROM threat")) == threats


def _check_counts(conn: sqlite3.Connection, articles: dict[int, EnrichedArticle]) -> None:
    counted = Counter[tuple[str, str, int]]()
    for one in articles.values():
        article, threat = one.article, one.threat
        category = threat.category if threat.relevant else None
        counted.update(
            article_keys(article.timestamp, one.language.code, article.feed_id, category)
        )
    for alert in alerts(conn):
        counted["alert", alert.category or "", hour_of(alert.raised)] += 1
    rows = conn.execute("SELECT kind, value, hour, count FROM hourly WHERE count <> 0")
    assert {(kind, value, hour): count for kind, value, hour, count in rows} == counted


def _check_memory(conn: sqlite3.Connection, articles: dict[int, EnrichedArticle]) -> None:
    for one in articles.values():
        seen = load_seen(conn, one.article.id)
        assert seen is not None
        assert seen.revision >= one.article.revision
        assert seen.first_seen == one.article.first_seen


def _check_outbox(conn: sqlite3.Connection) -> None:
    rows = conn.execute("SELECT id, alert_id, destination FROM outbox").fetchall()
    wanted = {(one.id, name) for one in alerts(conn) for name in one.destinations}
    assert {(alert, destination) for _, alert, destination in rows} == wanted
    assert len(rows) == len(wanted)
    assert all(name == intent_id(alert, destination) for name, alert, destination in rows)
