"""The table `seen`: every article ever sent. It is never emptied by age.

A static feed shows the same items for years; were they forgotten, they would come back as news.
"""

import sqlite3
from collections.abc import Iterable, Sequence

from producers.seen import Seen

_SHARED = "id, feed_id, first_seen, revision, content_hash, backfill"
_COLUMNS = f"{_SHARED}, last_seen"
_WITH_SITE = "coalesce(site, '') FROM {} LEFT JOIN feed_state USING (feed_id)"
_SELECT_SEEN = f"SELECT {_COLUMNS}, {_WITH_SITE.format('seen')}"
_SELECT_PENDING = f"SELECT {_SHARED}, added, {_WITH_SITE.format('pending')}"
# An older revision never takes the place of a newer one.
KEEP_NEWEST = """(id) DO UPDATE SET feed_id = excluded.feed_id,
    revision = excluded.revision, content_hash = excluded.content_hash,
    backfill = excluded.backfill, last_seen = excluded.last_seen
    WHERE excluded.revision >= revision"""
_MOST_PLACES = 500  # SQLite allows 999 parameters in its oldest builds


def load_seen(conn: sqlite3.Connection, article_id: str) -> Seen | None:
    """What is remembered of an article, None when it is new."""
    return known(conn, [article_id]).get(article_id)


def known(conn: sqlite3.Connection, article_ids: Sequence[str]) -> dict[str, Seen]:
    """What is remembered of those articles that are not new, by id.

    Articles that still wait to be handed on are known too, in their newest revision.
    """
    found: dict[str, Seen] = {}
    for start in range(0, len(article_ids), _MOST_PLACES):
        part = list(article_ids[start : start + _MOST_PLACES])
        places = ", ".join("?" * len(part))
        for sql in (_SELECT_SEEN, _SELECT_PENDING):
            rows = conn.execute(f"{sql} WHERE id IN ({places}) ORDER BY revision", part)
            for one in map(_seen, rows):
                if one.id not in found or one.revision >= found[one.id].revision:
                    found[one.id] = one
    return found


def is_known(conn: sqlite3.Connection, article_id: str) -> bool:
    """True when the article was met before."""
    return load_seen(conn, article_id) is not None


def mark_seen(conn: sqlite3.Connection, seen: Iterable[Seen]) -> None:
    """Remember articles. An older revision never takes the place of a newer one."""
    conn.executemany(
        f"INSERT INTO seen ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - names of ours
        f" ON CONFLICT {KEEP_NEWEST}",
        [
            (s.id, s.feed_id, s.first_seen, s.revision, s.content_hash, s.backfill, s.last_seen)
            for s in seen
        ],
    )


def touch_seen(conn: sqlite3.Connection, article_ids: Iterable[str], *, now: int) -> None:
    """Note that articles still stand in their feed at `now` (ms)."""
    conn.executemany("UPDATE seen SET last_seen = ? WHERE id = ?", [(now, i) for i in article_ids])


def forget_seen(conn: sqlite3.Connection, feed_id: str) -> int:
    """Forget all articles of a feed that was removed; how many they were."""
    return conn.execute("DELETE FROM seen WHERE feed_id = ?", (feed_id,)).rowcount


def _seen(row: tuple[str, str, int, int, str, int, int, str]) -> Seen:
    return Seen(
        id=row[0],
        feed_id=row[1],
        first_seen=row[2],
        revision=row[3],
        content_hash=row[4],
        backfill=bool(row[5]),
        last_seen=row[6],
        site=row[7],
    )
