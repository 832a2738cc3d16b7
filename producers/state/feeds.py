"""The table `feed_state`."""

import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec

from producers.feed_state import FeedState
from producers.text import harmless

_FIELDS = FeedState.__struct_fields__
_COLUMNS = ", ".join(_FIELDS)
_PLACES = ", ".join("?" * len(_FIELDS))
_AS_JSON = ("item_ids", "unread", "teasers")


def load_feed(conn: sqlite3.Connection, feed_id: str) -> FeedState:
    """The state of one feed; that of a feed never polled when nothing is kept of it."""
    row = conn.execute(
        f"SELECT {_COLUMNS} FROM feed_state WHERE feed_id = ?",  # noqa: S608 - names of ours
        (feed_id,),
    ).fetchone()
    return _state(row) if row else FeedState(feed_id=feed_id)


def load_feeds(conn: sqlite3.Connection) -> dict[str, FeedState]:
    """The states of all feeds ever polled, by feed id."""
    rows = conn.execute(f"SELECT {_COLUMNS} FROM feed_state")  # noqa: S608 - names of ours
    return {row[0]: _state(row) for row in rows}


def due_feeds(conn: sqlite3.Connection, feed_ids: Sequence[str], *, now: int) -> list[str]:
    """Those of `feed_ids` that should be polled at `now` (ms), the longest overdue first."""
    states = load_feeds(conn)
    due = [(states[i].next_poll if i in states else 0, i) for i in feed_ids]
    return [feed_id for next_poll, feed_id in sorted(due) if next_poll <= now]


def save_feed(conn: sqlite3.Connection, state: FeedState) -> None:
    """Keep the state of a feed in place of an older one.

    Whatever a server got into its text, it can be stored: SQLite refuses lone surrogates, and
    one feed must not end the run of all.
    """
    values = _storable(msgspec.to_builtins(state))
    for name in _AS_JSON:
        values[name] = msgspec.json.encode(values[name]).decode()
    conn.execute(
        f"REPLACE INTO feed_state ({_COLUMNS}) VALUES ({_PLACES})",  # noqa: S608 - names of ours
        tuple(values[name] for name in _FIELDS),
    )


def _storable(value: Any) -> Any:
    """The same with every string harmless, those within it included."""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, dict):
        return {key: _storable(one) for key, one in value.items()}
    return [_storable(one) for one in value] if isinstance(value, tuple | list) else value


def _state(row: tuple[object, ...]) -> FeedState:
    values = dict(zip(_FIELDS, row, strict=True))
    for name in _AS_JSON:
        values[name] = msgspec.json.decode(str(values[name]))
    values["distrusted"] = bool(values["distrusted"])
    return msgspec.convert(values, FeedState)
