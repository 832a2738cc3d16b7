"""Kinds of sources, one file each: bytes in, `Parsed` out.

To add a kind, write one file here with

    def parse(raw: bytes, *, feed: Feed, content_type: str = "", now: int) -> Parsed

that is pure and gives a value for any bytes, with a `SourceFailure` for what it cannot read; then
add to `parse` below the line that recognises its content. Nothing else needs to know of it.
"""

from producers.decoding import decode
from producers.failure import SourceFailure
from producers.parsed import Parsed
from producers.sources import jsonfeed, rss
from tocsin.model import Feed

HEAD = 4_096  # bytes that tell one kind from another


def parse(raw: bytes, *, feed: Feed, content_type: str = "", now: int) -> Parsed:
    """What a feed's address gave, read as the kind that its content shows it to be.

    The content decides and not the content type, which servers often have wrong. `now` in ms.
    """
    head = decode(raw[:HEAD], content_type=content_type).lstrip()
    if not head:
        failure = SourceFailure(
            kind="not_a_feed", message="the answer is empty", feed_id=feed.id, url=feed.url
        )
        return Parsed(failures=(failure,))
    if head.startswith(("{", "[")):
        return jsonfeed.parse(raw, feed=feed, content_type=content_type, now=now)
    return rss.parse(raw, feed=feed, content_type=content_type, now=now)
