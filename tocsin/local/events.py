"""What happened in the embedded pipeline, as values: the command line shows and counts them."""

import msgspec

from tocsin.model import Alert, DeadLetter


class FeedPolled(msgspec.Struct, frozen=True, kw_only=True):
    """A feed was polled, or a file could not be read (its path is the `feed_id`).

    `new` articles or revisions came of it; `problem` says what failed of the feed itself, `partly`
    that the rest of it was read all the same. `unchanged`: it was what it was at the poll before.
    `possible_gap`: nothing in it was there at the poll before, so articles may have been missed.
    """

    feed_id: str
    new: int = 0
    unchanged: bool = False
    possible_gap: bool = False
    problem: str = ""
    kind: str = ""
    partly: bool = False


class PageFailed(msgspec.Struct, frozen=True, kw_only=True):
    """A feed was read, but not the page of one of its items, or nothing could be made of the item.

    `url` is that of the page, "" when the item names none.
    """

    feed_id: str
    url: str
    problem: str
    kind: str


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


Event = FeedPolled | PageFailed | Accepted | Stored | Raised | Died | Delivered | Retrying | Waiting
