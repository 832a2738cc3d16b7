"""What happened in the embedded pipeline, as values: the command line shows and counts them."""

import msgspec

from tocsin.model import Alert, DeadLetter


class FeedPolled(msgspec.Struct, frozen=True, kw_only=True):
    """A feed was read: `new` articles or revisions came of it; `problem` says what failed."""

    feed_id: str
    new: int = 0
    unchanged: bool = False
    problem: str = ""
    kind: str = ""


class Accepted(msgspec.Struct, frozen=True, kw_only=True):
    """Articles were written to the pending queue: from here on none of them is lost."""

    article_ids: tuple[str, ...]


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """An enriched article is in the store and can be searched; `latency` is ms since first seen."""

    article_id: str
    feed_id: str
    language: str
    title: str
    entities: int
    threats: int
    relevant: bool | None
    latency: int


class Raised(msgspec.Struct, frozen=True, kw_only=True):
    """A new alert is in the store, its deliveries in the outbox."""

    alert: Alert


class Died(msgspec.Struct, frozen=True, kw_only=True):
    """A document became a dead letter."""

    letter: DeadLetter


class Delivered(msgspec.Struct, frozen=True, kw_only=True):
    """A delivery was tried; `problem` is "" when it arrived."""

    alert_id: str
    destination: str
    attempt: int
    problem: str = ""


class Retrying(msgspec.Struct, frozen=True, kw_only=True):
    """At the start of a pipeline: deliveries that had been given up are due again."""

    deliveries: int


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """The store cannot be written at the moment; nothing is lost, nothing moves on."""

    problem: str


Event = FeedPolled | Accepted | Stored | Raised | Died | Delivered | Retrying | Waiting
