"""The producer's memory in SQLite: feeds, seen articles, and articles not yet handed on.

Every function takes an open connection; whoever writes holds a `tocsin.database.transaction`.
"""

from producers.state.feeds import due_feeds, load_feed, load_feeds, save_feed
from producers.state.pending import (
    add_pending,
    count_pending,
    load_pending,
    settle_pending,
    take_pending,
)
from producers.state.schema import ROOM, STEPS, migrate_producers
from producers.state.seen import forget_seen, is_known, known, load_seen, mark_seen, touch_seen

__all__ = [
    "ROOM",
    "STEPS",
    "add_pending",
    "count_pending",
    "due_feeds",
    "forget_seen",
    "is_known",
    "known",
    "load_feed",
    "load_feeds",
    "load_pending",
    "load_seen",
    "mark_seen",
    "migrate_producers",
    "save_feed",
    "settle_pending",
    "take_pending",
    "touch_seen",
]
