"""Alerts into the store and out of it again."""

import sqlite3
from collections.abc import Iterable
from typing import Literal

import msgspec

from sinks.sqlite.counts import Delta, add_counts, hour_of
from sinks.sqlite.rows import clamp, decoded
from sinks.values import AlertFilter, PutAlerts, Refused, StoredAlert
from tocsin.codec import encode
from tocsin.database import reading, transaction
from tocsin.errors import QueryError
from tocsin.model import Alert

_DECODER = msgspec.json.Decoder(Alert)
_COLUMNS = (
    "id, rule_id, article_id, revision, rule_version, category, severity, raised, updated, alert"
)
# In place: REPLACE would give an updated alert a new rowid, and show it again to who follows them.
_UPSERT = (
    f"INSERT INTO alert ({_COLUMNS}) VALUES ({', '.join('?' * 10)}) ON CONFLICT (id) DO UPDATE SET "  # noqa: S608 - constant
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS.split(", ")[1:])
)


def put_alerts(conn: sqlite3.Connection, alerts: Iterable[Alert], now: int) -> PutAlerts:
    """Store each alert; one that is there gets the new evidence unless its own is newer.

    An updated alert keeps the time it was first raised, and is not among the new: whoever makes
    the deliveries of the new ones never tells twice. `now` in ms. Raises DatabaseError.
    """
    new: list[Alert] = []
    refused: list[Refused] = []
    delta: Delta = Delta()
    with transaction(conn):
        for alert in alerts:
            fate = _put(conn, alert, now)
            if isinstance(fate, Refused):
                refused.append(fate)
            elif fate == "new":
                new.append(alert)
                delta["alert", alert.category or "", hour_of(alert.raised)] += 1
        add_counts(conn, delta)
    return PutAlerts(new=tuple(new), refused=tuple(refused))


def _put(conn: sqlite3.Connection, alert: Alert, now: int) -> Literal["new", "known"] | Refused:
    query = "SELECT revision, rule_version, raised FROM alert WHERE id = ?"
    try:
        old = conn.execute(query, (alert.id,)).fetchone()
        if old is None:
            _write(conn, alert, now)
            return "new"
        if (clamp(alert.revision), clamp(alert.rule_version)) >= (old[0], old[1]):
            _write(conn, msgspec.structs.replace(alert, raised=old[2]), now)
    except (UnicodeEncodeError, OverflowError, msgspec.MsgspecError) as error:
        return Refused(id=alert.id, reason=f"it cannot be written as JSON: {error}")
    return "known"


def _write(conn: sqlite3.Connection, alert: Alert, now: int) -> None:
    values = (
        alert.id,
        alert.rule_id,
        alert.article_id,
        clamp(alert.revision),
        clamp(alert.rule_version),
        alert.category,
        clamp(alert.severity),
        clamp(alert.raised),
        now,
        encode(alert),
    )
    conn.execute(_UPSERT, values)


def get_alert(conn: sqlite3.Connection, alert_id: str) -> Alert | None:
    """The alert of this id, None if it is not there. Raises DatabaseError."""
    with reading(conn):
        row = conn.execute("SELECT alert FROM alert WHERE id = ?", (alert_id,)).fetchone()
    return None if row is None else decoded(conn, _DECODER, row[0])


def alerts_after(conn: sqlite3.Connection, rowid: int, *, limit: int) -> list[tuple[int, Alert]]:
    """At most `limit` alerts stored after the one of this rowid, in the order they were stored.

    Each with its rowid, which stays when the alert is updated: the largest is where to go on. What
    is read here is committed, so whoever follows by rowid misses none. Raises DatabaseError.
    """
    query = "SELECT rowid, alert FROM alert WHERE rowid > ? ORDER BY rowid LIMIT ?"
    with reading(conn):
        rows = conn.execute(query, (clamp(rowid), max(0, limit))).fetchall()
    return [(row, decoded(conn, _DECODER, blob)) for row, blob in rows]


def last_alert(conn: sqlite3.Connection) -> int:
    """The rowid of the alert stored last, 0 when there is none. Raises DatabaseError."""
    with reading(conn):
        return conn.execute("SELECT ifnull(max(rowid), 0) FROM alert").fetchone()[0]


def list_alerts(
    conn: sqlite3.Connection,
    where: AlertFilter = AlertFilter(),  # noqa: B008 - a frozen value
    *,
    limit: int,
    before: str | None = None,
) -> list[StoredAlert]:
    """At most `limit` alerts, the newest raised first; `before` is a cursor of an earlier page.

    Raises DatabaseError, and QueryError for a cursor that is none.
    """
    wheres, params = _conditions(where)
    if before is not None:
        wheres.append("(raised, id) < (?, ?)")
        params += split_cursor(before)
    condition = " AND ".join(wheres) or "1"
    query = (
        f"SELECT raised, id, updated, alert FROM alert WHERE {condition}"  # noqa: S608 - our own text
        " ORDER BY raised DESC, id DESC LIMIT ?"
    )
    with reading(conn):
        rows = conn.execute(query, (*params, max(0, limit))).fetchall()
    return [
        StoredAlert(
            alert=decoded(conn, _DECODER, alert), updated=updated, cursor=f"{raised}:{alert_id}"
        )
        for raised, alert_id, updated, alert in rows
    ]


def _conditions(where: AlertFilter) -> tuple[list[str], list[int | str]]:
    wanted: list[tuple[str, int | str | None]] = [
        ("raised >= ?", where.since),
        ("raised <= ?", where.until),
        ("severity >= ?", where.minimum_severity),
        ("rule_id = ?", where.rule_id),
        ("category = ?", where.category),
        ("article_id = ?", where.article_id),
    ]
    given = [(sql, value) for sql, value in wanted if value is not None]
    return [sql for sql, _ in given], [value for _, value in given]


def split_cursor(cursor: str) -> tuple[int, str]:
    """`time:id` of a cursor to its two parts. Raises QueryError."""
    at, colon, name = cursor.partition(":")
    digits = at.removeprefix("-")
    if colon and digits.isascii() and digits.isdecimal() and len(digits) < 19:
        return int(at), name
    raise QueryError(f"'{cursor[:40]}' is no cursor (expected that of an item of this list)")
