"""What a producer remembers of an article it has sent."""

import msgspec


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """`first_seen`, `revision` and `last_seen` in ms; see `tocsin.model.Article`.

    `feed_id` is the feed that gave the newest revision; `site` the registrable domain of that
    feed's own address, "" when it is not known. `backfill` as its article said.
    """

    id: str
    feed_id: str
    first_seen: int
    revision: int
    content_hash: str
    last_seen: int
    backfill: bool = False
    site: str = ""
