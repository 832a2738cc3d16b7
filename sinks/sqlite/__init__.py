"""The embedded store: functions on an open connection (tocsin.database.connect).

Each write is one transaction, or part of the one that the caller has open. Every function raises
`tocsin.database.DatabaseError`, and for the database's part nothing else.

Measured (tests/sinks/measure_store.py; 2 shared cores, 20,000 articles of 400 words, batches of 50,
synchronous=FULL): 550-870 articles a second, 85 ms a batch (longest 1 s), 28 KiB an article. The
newest 20 of any word, phrase or prefix take 0.1-0.4 ms however many hits there are; a word with a
rare entity 8 ms; counts up to 8 ms; the newest 10,000 hits ranked 15-30 ms.
"""

from sinks.sqlite.alerts import alerts_after, get_alert, last_alert, list_alerts, put_alerts
from sinks.sqlite.articles import get_article, list_revisions, put_articles
from sinks.sqlite.counts import histogram
from sinks.sqlite.dead import (
    count_dead,
    drop_dead,
    get_dead,
    list_dead,
    mark_replayed,
    put_dead,
)
from sinks.sqlite.outbox import due_outbox, get_intent, list_outbox, put_outbox, save_outbox
from sinks.sqlite.schema import prepare
from sinks.sqlite.search import count, search

__all__ = [
    "alerts_after",
    "count",
    "count_dead",
    "drop_dead",
    "due_outbox",
    "get_alert",
    "get_article",
    "get_dead",
    "get_intent",
    "histogram",
    "last_alert",
    "list_alerts",
    "list_dead",
    "list_outbox",
    "list_revisions",
    "mark_replayed",
    "prepare",
    "put_alerts",
    "put_articles",
    "put_dead",
    "put_outbox",
    "save_outbox",
    "search",
]
