"""An article as a producer sends it."""

from typing import Literal

import msgspec


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """When an article says it was published (`at`, ms) and how we know.

    `taken_from` names the place the date was read in; `assumed` is true when the date carried no
    zone (or no time of day) and the feed's zone was taken.
    """

    at: int
    taken_from: Literal["item", "page", "text", "file"]
    assumed: bool = False


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article, cleaned of noise but in its own words.

    `id` never changes; `revision` (ms) rises only when the wording changed. `first_seen` (ms) is
    when any revision was first met. `also_known_as` holds other links to the same article.
    `backfill` marks what was already old when its feed was first polled. `v` is the version of
    this message's layout.
    """

    v: int = 1
    id: str
    url: str
    feed_id: str
    owner: str
    title: str
    body: str
    first_seen: int
    revision: int
    content_hash: str
    published: Published | None = None
    summary: str = ""
    authors: tuple[str, ...] = ()
    declared_language: str = ""
    tags: tuple[str, ...] = ()
    also_known_as: tuple[str, ...] = ()
    truncated: bool = False
    backfill: bool = False

    @property
    def timestamp(self) -> int:
        """`@timestamp` (ms): published, unless absent or later than first seen."""
        published = self.published
        known = published is not None and published.at <= self.first_seen
        return published.at if published is not None and known else self.first_seen
