"""Searches: which articles a query finds, newest first or most relevant first."""

import sqlite3
from typing import Any, Literal

import msgspec

from sinks.sqlite.compile import Param, Plan, compile_query
from sinks.values import Hit
from tocsin.database import reading
from tocsin.errors import QueryError
from tocsin.query import Node

# Ranking reads every hit: 393 ms for 280,000 (measured). Older ones than these are not ranked.
RANKED = 10_000
_WEIGHTS = "4.0, 1.0, 1.0"  # a phrase in the title says more than in the body

_COLUMNS = (
    "a.id, a.url, a.title, a.timestamp, a.first_seen, a.feed_id, a.owner, a.language,"
    " a.category, a.severity, a.status, a.relevant, a.rowid"
)
_TEXT_AND_ARTICLE = "article_text t CROSS JOIN article a ON a.rowid = t.rowid"


def search(
    conn: sqlite3.Connection,
    query: Node | None,
    *,
    now: int,
    limit: int,
    before: str | None = None,
    order: Literal["newest", "relevance"] = "newest",
) -> list[Hit]:
    """At most `limit` hits of a query (None: of everything), of equal times the later stored first.

    `before` is the cursor of the last hit of the page before; `now` in ms. By relevance there are
    no pages, only the newest 10,000 hits are ranked, and a query without words stays newest first.
    Raises DatabaseError, and QueryError for a cursor that is none.
    """
    plan = _before(compile_query(query, now), before)
    if order == "relevance" and plan.match is not None:
        return _ranked(conn, plan, limit)
    tables, where, params = _parts(plan)
    key = "a.rowid" if plan.match is None else "t.rowid"
    sql = f"SELECT {_COLUMNS}, 0.0 FROM {tables} WHERE {where} ORDER BY {key} DESC LIMIT ?"  # noqa: S608 - our own text
    return _hits(conn, sql, (*params, max(0, limit)))


def count(conn: sqlite3.Connection, query: Node | None, *, now: int) -> int:
    """How many articles a query finds; `now` in ms. Raises DatabaseError."""
    plan = compile_query(query, now)
    tables, where, params = _parts(plan)
    if plan.match is not None and not plan.condition.sql:
        tables = "article_text t"
    with reading(conn):
        return conn.execute(f"SELECT count(*) FROM {tables} WHERE {where}", params).fetchone()[0]  # noqa: S608 - our own text


def _before(plan: Plan, cursor: str | None) -> Plan:
    if cursor is None:
        return plan
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 20):
        raise QueryError(f"'{cursor[:40]}' is no cursor (expected that of a hit of this search)")
    return plan._replace(high=min(plan.high, int(cursor) - 1))


def _parts(plan: Plan) -> tuple[str, str, tuple[Param, ...]]:
    """Tables, condition and parameters of a plan."""
    if plan.match is None:
        tables, key, wheres, params = "article a", "a.rowid", [], []
    else:
        tables, key = _TEXT_AND_ARTICLE, "t.rowid"
        wheres, params = ["t.article_text MATCH ?"], [plan.match]
    wheres.append(f"{key} BETWEEN ? AND ?")
    if plan.condition.sql:
        wheres.append(plan.condition.sql)
    return tables, " AND ".join(wheres), (*params, plan.low, plan.high, *plan.condition.params)


def _ranked(conn: sqlite3.Connection, plan: Plan, limit: int) -> list[Hit]:
    tables, where, params = _parts(plan)
    sql = (
        f"SELECT * FROM (SELECT {_COLUMNS}, -bm25(article_text, {_WEIGHTS}) AS score"  # noqa: S608 - our own text
        f" FROM {tables} WHERE {where} ORDER BY t.rowid DESC LIMIT {RANKED})"
        " ORDER BY score DESC, rowid DESC LIMIT ?"
    )
    return _hits(conn, sql, (*params, max(0, limit)))


def _hits(conn: sqlite3.Connection, sql: str, params: tuple[Param, ...]) -> list[Hit]:
    with reading(conn):
        rows = conn.execute(sql, params).fetchall()
    return [_hit(row) for row in rows]


def _hit(row: tuple[Any, ...]) -> Hit:
    *columns, relevant, number, score = row
    values = [*columns, None if relevant is None else bool(relevant), str(number), score]
    return msgspec.convert(dict(zip(Hit.__struct_fields__, values, strict=True)), Hit)
