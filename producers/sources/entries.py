"""Entries as feedparser and fastfeedparser give them (dictionaries of one shape), to items."""

from collections.abc import Mapping, Sequence
from typing import Any

from producers.item import Item
from producers.links import web_link
from producers.published import read_date
from producers.text import distinct, harmless, one_line, plain
from tocsin.model import Feed, Published

MOST_ITEMS = 500
LONGEST_CONTENT = 2_000_000  # characters of markup; what is cut off is not looked at
_RAW_DATES = ("published", "created", "updated")


def items_of(entries: Sequence[Any], *, feed: Feed, base: str, language: str) -> tuple[Item, ...]:
    """The newest `MOST_ITEMS` entries as items, in the order of the feed.

    Entries without any date count as older than all that have one.
    """
    items = [
        item_of(entry, feed=feed, base=base, language=language)
        for entry in entries
        if isinstance(entry, Mapping)
    ]
    return newest(items)


def newest(items: list[Item]) -> tuple[Item, ...]:
    """At most `MOST_ITEMS`, the newest by their dates; equal dates in the order of the feed."""
    if len(items) <= MOST_ITEMS:
        return tuple(items)
    by_age = sorted(range(len(items)), key=lambda place: _age(items[place]))
    return tuple(items[place] for place in sorted(by_age[:MOST_ITEMS]))


def item_of(entry: Mapping[str, Any], *, feed: Feed, base: str, language: str) -> Item:
    """One entry; fields that are missing or of a wrong type are empty."""
    raw = next((entry[key] for key in _RAW_DATES if isinstance(entry.get(key), str)), "")
    updated = _date(entry.get("updated"), feed)
    guid = one_line(_text(entry.get("id")), 2_000)
    return Item(
        link=web_link(base, entry.get("link")) or _permalink(entry, base),
        guid=guid,
        title=_title(entry),
        summary=_markup(entry.get("summary") or entry.get("description")),
        content_html=_content(entry),
        authors=_authors(entry),
        published_raw=one_line(raw, 200),
        published=_date(raw, feed),
        updated=updated.at if updated else None,
        language=_text(entry.get("language")) or language,
        tags=distinct((plain(tag, 100) for tag in _terms(entry)), 50),
    )


def _age(item: Item) -> float:
    return -item.published.at if item.published else float("inf")


def _permalink(entry: Mapping[str, Any], base: str) -> str:
    """A guid that is a web address is the link of an item without one (RSS 2.0, `guid`)."""
    guid = _text(entry.get("id")).strip()
    is_address = guid.lower().startswith(("http://", "https://"))
    return web_link(base, guid) if is_address and entry.get("guidislink", True) else ""


def _title(entry: Mapping[str, Any]) -> str:
    return plain(_text(entry.get("title")))


def _date(value: object, feed: Feed) -> Published | None:
    return read_date(value, timezone=feed.timezone) if isinstance(value, str) else None


def _content(entry: Mapping[str, Any]) -> str:
    """The longest of the contents that are text; media come as contents too."""
    contents = entry.get("content")
    values = [
        _markup(content.get("value"))
        for content in (contents if isinstance(contents, list) else ())
        if isinstance(content, Mapping)
    ]
    return max(values, key=len, default="")


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    authors = entry.get("authors")
    names = [
        _text(author.get("name"))
        for author in (authors if isinstance(authors, list) else ())
        if isinstance(author, Mapping)
    ]
    return distinct((plain(name, 200) for name in names or [_text(entry.get("author"))]), 20)


def _terms(entry: Mapping[str, Any]) -> list[str]:
    tags = entry.get("tags")
    return [
        _text(tag.get("label")) or _text(tag.get("term"))
        for tag in (tags if isinstance(tags, list) else ())
        if isinstance(tag, Mapping)
    ]


def _markup(value: object) -> str:
    return harmless(_text(value)[:LONGEST_CONTENT])


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
