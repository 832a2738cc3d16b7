"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from collections.abc import Mapping
from typing import Any

import msgspec

from producers.decoding import decode
from producers.failure import FailureKind, SourceFailure
from producers.item import Item
from producers.links import web_link
from producers.parsed import Parsed
from producers.published import read_date
from producers.sources.entries import MOST_ITEMS, newest
from producers.text import distinct, harmless, one_line, plain
from tocsin.model import Feed

MOST_READ = 20 * MOST_ITEMS  # items looked at to find the newest


def parse(raw: bytes, *, feed: Feed, content_type: str = "", now: int) -> Parsed:  # noqa: ARG001 - every kind takes the same
    """The items of a JSON Feed; a field of a wrong type is taken as missing.

    `now` is not needed here; all sources take the same arguments.
    """
    try:
        found = msgspec.json.decode(harmless(decode(raw, content_type=content_type)))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as problem:
        return _failed(feed, "malformed", f"not JSON: {problem}")
    if not isinstance(found, Mapping) or not isinstance(found.get("items"), list):
        return _failed(feed, "not_a_feed", "JSON, but no JSON Feed: it has no list of items")
    entries = [entry for entry in found["items"][:MOST_READ] if isinstance(entry, Mapping)]
    language = one_line(_text(found, "language"), 20)
    base = web_link(feed.url, found.get("home_page_url")) or feed.url
    authors = _authors(found)
    items = newest([_item(entry, feed, base, language, authors) for entry in entries])
    return Parsed(items=items, title=plain(_text(found, "title"), 300), language=language)


def _item(
    entry: Mapping[str, Any], feed: Feed, base: str, language: str, authors: tuple[str, ...]
) -> Item:
    raw = one_line(_text(entry, "date_published"), 200)
    updated = read_date(_text(entry, "date_modified"), timezone=feed.timezone)
    link = web_link(base, entry.get("url"))
    return Item(
        # Items without a page of their own may point to one elsewhere, or be named by an address.
        link=link or web_link(base, entry.get("external_url")) or _address(entry),
        guid=one_line(_identifier(entry), 2_000),
        title=one_line(_text(entry, "title")),
        summary=_text(entry, "summary"),
        content_html=_text(entry, "content_html"),
        content_text=_text(entry, "content_text"),
        authors=_authors(entry) or authors,
        published_raw=raw,
        published=read_date(raw, timezone=feed.timezone),
        updated=updated.at if updated else None,
        language=one_line(_text(entry, "language"), 20) or language,
        tags=distinct((plain(tag, 100) for tag in _strings(entry.get("tags"))), 50),
    )


def _identifier(entry: Mapping[str, Any]) -> str:
    """The id; some publishers write a number (version 1.1 says to take it as a string)."""
    value = entry.get("id")
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value) if is_number else _text(entry, "id")


def _address(entry: Mapping[str, Any]) -> str:
    value = _text(entry, "id")
    return web_link("", value) if value.lower().startswith("http") else ""


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """`authors` of version 1.1, else `author` of 1.0."""
    listed = entry.get("authors")
    people = listed if isinstance(listed, list) else [entry.get("author")]
    names = (_text(person, "name") for person in people if isinstance(person, Mapping))
    return distinct((plain(name, 200) for name in names), 20)


def _strings(value: object) -> list[str]:
    return [v for v in value[:200] if isinstance(v, str)] if isinstance(value, list) else []


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    return value[:2_000_000] if isinstance(value, str) else ""


def _failed(feed: Feed, kind: FailureKind, message: str) -> Parsed:
    failure = SourceFailure(kind=kind, message=message, feed_id=feed.id, url=feed.url)
    return Parsed(failures=(failure,))
