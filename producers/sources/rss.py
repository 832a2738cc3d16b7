"""RSS 0.9x, 1.0 and 2.0, and Atom.

Fastfeedparser reads the feeds that leave no doubt, some thirty times as fast; feedparser reads all
others. A feed that is not well-formed is not refused: what can be read of it is.
"""

import io
import re
from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

import msgspec

from producers.decoding import decode
from producers.failure import FailureKind, SourceFailure
from producers.links import web_link
from producers.markup import bounded, deeper_than, without_doctype
from producers.parsed import Parsed
from producers.sources.alternate import first_element, is_html, other_feed
from producers.sources.entries import items_of
from producers.text import one_line, plain
from tocsin.model import Feed

LARGEST_FEED = 8_000_000  # bytes; what the fetcher lets through may be more
MOST_TAGS = 400_000
# What only feedparser can read is kept shorter: hostile markup of this size takes it 5 s.
LARGEST_DOUBTFUL = 4_000_000
MOST_DOUBTFUL_TAGS = 100_000
DEEPEST = 200  # elements within elements; feedparser's time grows with the square of it
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32)], " ")
_DECLARATION = re.compile(r"<\?xml[^<>]*>")
_CLOSED = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_ROOT = re.compile(rb"<((?:\w+:)?(?:rss|feed|rdf))(?=[\s>])", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<(?:dc:)?language>\s*([A-Za-z_-]{2,20})\s*<")
# Dates whose zone is plain. Any other is left to our own reading: fastfeedparser takes UTC for a
# zone that is missing, and is slow on strange ones.
_DATE = re.compile(
    rb"<(?:pubDate|published|updated|issued|modified|created|dc:date|dcterms:\w+)(?:\s[^<>]*)?>([^<]*)<"
)
_ENTRY_END = re.compile(rb"</(?:item|entry)\s*>")
_PLAIN_DATE = re.compile(
    rb"\s*(?:\w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d (?:[+-]\d{4}|GMT|UTC|Z)|"
    rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d))?\s*"
)


class _Read(msgspec.Struct, frozen=True):
    """What either library made of a feed."""

    feed: Mapping[str, Any]
    entries: list[Any]
    known_version: bool = True


def parse(raw: bytes, *, feed: Feed, content_type: str = "", now: int) -> Parsed:  # noqa: ARG001 - every kind takes the same
    """The items of a feed. `now` is not needed here; all sources take the same arguments."""
    text = decode(raw, content_type=content_type).translate(_CONTROLS)
    if is_html(text):
        return _no_feed(text, feed)
    markup = without_doctype(_without_declaration(text).encode("utf-8", "replace"))
    if deeper_than(markup, DEEPEST):
        return _failed(feed, "malformed", f"elements are nested more than {DEEPEST} deep")
    kept, complete = _whole(bounded(markup, max_bytes=LARGEST_FEED, max_tags=MOST_TAGS))
    read = _quick(kept) if _is_plain(kept) else None
    if read is None:
        cut = bounded(kept, max_bytes=LARGEST_DOUBTFUL, max_tags=MOST_DOUBTFUL_TAGS)
        kept, uncut = _whole(cut)
        read, complete = _thorough(kept), complete and uncut
    if not read.known_version and not read.entries:
        return _no_feed(text, feed)
    return _parsed(read, feed, kept, complete=complete)


def _parsed(read: _Read, feed: Feed, markup: bytes, *, complete: bool) -> Parsed:
    language = one_line(str(read.feed.get("language") or _language(markup)), 20)
    home = web_link(feed.url, read.feed.get("link")) or feed.url
    items = items_of(read.entries, feed=feed, base=home, language=language)
    message = f"the feed is cut off or too large; {len(items)} items could be read"
    failures = () if complete else (_failure(feed, "truncated", message),)
    title = plain(str(read.feed.get("title") or ""), 300)
    return Parsed(items=items, title=title, language=language, failures=failures)


def _without_declaration(text: str) -> str:
    """The text is UTF-8 from here on, whatever encoding it declared."""
    text = text.lstrip()
    found = _DECLARATION.match(text)
    return text[found.end() :].lstrip() if found else text


def _whole(markup: bytes) -> tuple[bytes, bool]:
    """A feed and True; one that was cut off without the entry that was cut, closed, and False."""
    if _CLOSED.search(markup, max(0, len(markup) - 2_000)):
        return markup, True
    root = _ROOT.search(markup, 0, 20_000)
    last = max(markup.rfind(b"</item>"), markup.rfind(b"</entry>"))
    if root is None or last < 0:
        return markup, False
    inner = b"</channel>" if root[1].lower() == b"rss" else b""
    return markup[: markup.index(b">", last) + 1] + inner + b"</" + root[1] + b">", False


def _language(markup: bytes) -> str:
    """The language a channel declares, which fastfeedparser passes over."""
    found = _LANGUAGE.search(markup, 0, 20_000)
    return found[1].decode("ascii") if found else ""


def _is_plain(markup: bytes) -> bool:
    """True when the quick library and the thorough one are certain to agree.

    That is for well-formed XML (the quick one drops what is not, and does not say so) with dates
    that leave no doubt, one for each entry (it makes one up from the guid of an entry without).
    """
    dates = [found[1] for found in _DATE.finditer(markup)]
    if not all(map(_PLAIN_DATE.fullmatch, dates)) or not _all_dated(markup):
        return False
    try:
        expat.ParserCreate().Parse(markup, True)  # noqa: FBT003 - the last piece; named nowhere
    except expat.ExpatError:
        return False
    return True


def _all_dated(markup: bytes) -> bool:
    entries = _ENTRY_END.split(markup)[:-1]
    starts = (max(e.rfind(b"<item"), e.rfind(b"<entry")) for e in entries)
    return all(_DATE.search(e, max(0, at)) for e, at in zip(entries, starts, strict=True))


def _quick(markup: bytes) -> _Read | None:
    """None when the library cannot read the feed or finds nothing in it."""
    import fastfeedparser  # heavy

    try:
        found = fastfeedparser.parse(markup, include_media=False, include_enclosures=False)
    except Exception:  # noqa: BLE001 - whatever it has against a feed, the other library may read it
        return None
    entries = [_without_echo(entry) for entry in found["entries"]]
    return _Read(found["feed"], entries) if entries else None


def _without_echo(entry: dict[str, Any]) -> dict[str, Any]:
    """Fastfeedparser repeats a description as content when there is no content."""
    contents = entry.get("content") or [{}]
    if len(contents) == 1 and contents[0].get("value") == entry.get("description"):
        return {**entry, "content": []}
    return entry


def _thorough(markup: bytes) -> _Read:
    import feedparser  # heavy

    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(
            io.BytesIO(markup),  # never bytes or text: they are tried as file names
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception:  # noqa: BLE001 - it promises not to raise, and random bytes make it
        return _Read({}, [], known_version=False)
    known_version = bool(found.get("version"))
    return _Read(dict(found.feed), [dict(entry) for entry in found.entries], known_version)


def _no_feed(text: str, feed: Feed) -> Parsed:
    other = other_feed(text, feed.url)
    if other:
        return _failed(feed, "not_a_feed", f"this is a web page; its feed is {other}")
    name = first_element(text)
    what = "a web page that names no feed" if is_html(text) else f"<{name}>" if name else "no XML"
    return _failed(feed, "not_a_feed", f"neither RSS nor Atom: {what}")


def _failed(feed: Feed, kind: FailureKind, message: str) -> Parsed:
    return Parsed(failures=(_failure(feed, kind, message),))


def _failure(feed: Feed, kind: FailureKind, message: str) -> SourceFailure:
    return SourceFailure(kind=kind, message=message, feed_id=feed.id, url=feed.url)
