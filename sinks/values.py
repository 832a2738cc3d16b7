"""What stores take and give back: the same values whichever store is behind them."""

from typing import Literal

import msgspec

from tocsin.model import Alert, DeadLetter

CountKind = Literal["all", "category", "language", "feed", "alert"]
DeadState = Literal["waiting", "replayed"]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An article that a search found, without its text; times in ms.

    `cursor` is opaque: hand it to `before` to go on after this hit. `score` is 0 unless the order
    is by relevance, where higher is better.
    """

    id: str
    url: str
    title: str
    timestamp: int
    first_seen: int
    feed_id: str
    owner: str
    language: str
    category: str | None
    severity: int
    status: str | None
    relevant: bool | None
    cursor: str
    score: float = 0.0


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """An earlier wording of an article; `at` (ms) is when the store laid it aside."""

    id: str
    revision: int
    content_hash: str
    title: str
    body: str
    at: int


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """A value that no store can hold: the document's failure, not the store's."""

    id: str
    reason: str


class PutArticles(msgspec.Struct, frozen=True, kw_only=True):
    """Ids by what became of them; `stale` were there already in this version or a newer one."""

    new: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()


class PutAlerts(msgspec.Struct, frozen=True, kw_only=True):
    """`new` are the alerts nobody has been told of; the others were there and got new evidence."""

    new: tuple[Alert, ...] = ()
    refused: tuple[Refused, ...] = ()


class AlertFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What is None does not restrict. `since` and `until` (ms, inclusive) are about `raised`."""

    since: int | None = None
    until: int | None = None
    minimum_severity: int | None = None
    rule_id: str | None = None
    category: str | None = None
    article_id: str | None = None


class StoredAlert(msgspec.Struct, frozen=True, kw_only=True):
    """An alert and the place in a list after which to go on; `updated` (ms) when last written."""

    alert: Alert
    updated: int
    cursor: str


class StoredDead(msgspec.Struct, frozen=True, kw_only=True):
    """A dead letter in the store; `first_at` (ms) is when these bytes first failed."""

    letter: DeadLetter
    state: DeadState
    first_at: int
    cursor: str


class Bucket(msgspec.Struct, frozen=True, kw_only=True):
    """`count` articles or alerts with `value` in the hour that begins at `hour` (ms)."""

    hour: int
    value: str
    count: int
