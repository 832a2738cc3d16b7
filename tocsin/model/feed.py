"""A feed: where articles come from."""

import msgspec


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """One source of articles.

    `owner` is who is behind it: two feeds of one owner corroborate nothing. `language` is what the
    feed declares, a prior and not the truth. `timezone` (IANA) reads dates that carry no zone.
    `tier` is the reliability of the source on the Admiralty scale, A (reliable) to F (unknown).
    """

    id: str
    url: str
    title: str = ""
    owner: str = ""
    language: str = ""
    timezone: str = "UTC"
    tags: tuple[str, ...] = ()
    tier: str = "F"
