"""Small real values for the tests of the producers."""

import msgspec

from producers.draft import Draft
from tocsin.model import Feed

NOW = 1_700_000_000_000  # 2023-11-14 22:13:20 UTC
HOUR = 3_600_000
FEED = Feed(id="krant", url="https://krant.example/rss", timezone="Europe/Amsterdam", language="nl")


def a_draft(**fields: object) -> Draft:
    """A draft with every required field filled in."""
    given: dict[str, object] = {
        "feed_id": "krant",
        "link": "https://krant.example/a",
        "owner": "De Krant",
        "title": "Brand in haven",
        "body": "Er is brand in de haven.",
    }
    return msgspec.convert({**given, **fields}, Draft)


def an_entry(number: int = 1, *, when: str = "", more: str = "") -> str:
    """One RSS item with a short description."""
    date = f"<pubDate>{when}</pubDate>" if when else ""
    return (
        f"<item><title>Bericht {number}</title><link>https://krant.example/{number}</link>"
        f"<guid>{number}</guid>{date}<description>Kort bericht {number}.</description>{more}</item>"
    )


def a_feed(*entries: str, head: str = "<title>De Krant</title>") -> bytes:
    """An RSS 2.0 feed in UTF-8."""
    start = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
    names = ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f"{start}{names}><channel>{head}{''.join(entries)}</channel></rss>".encode()
