"""Articles as JSON objects, under the names people give to their parts."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from producers.failure import SourceFailure
from producers.item import Item
from producers.links import web_link
from producers.published import from_number, read_date
from producers.text import distinct, harmless, one_line, plain
from tocsin.model import Feed, Published

LARGEST_RECORD = 5_000_000  # bytes
_TITLE = ("title", "headline", "kop", "titel")
_TEXT = ("body", "text", "content", "content_text", "fulltext", "full_text", "article", "tekst")
_HTML = ("content_html", "html", "body_html")
_LINK = ("url", "link", "href", "permalink", "external_url")
_DATE = (
    "published", "date_published", "published_at", "publishedat", "datepublished", "pubdate",
    "publication_date", "date", "datum", "timestamp", "created_at",
)  # fmt: skip
_SUMMARY = ("summary", "description", "abstract", "intro", "lead", "standfirst")
_LANGUAGE = ("language", "lang", "taal")
_AUTHORS = ("authors", "author", "byline", "auteur")
_TAGS = ("tags", "keywords", "categories", "category", "section")
_GUID = ("guid", "id", "_id", "uuid")


def record_item(raw: bytes, *, feed: Feed, where: str) -> Item | SourceFailure:
    """The article of one JSON object; `where` names its place for a person."""
    if len(raw) > LARGEST_RECORD:
        return _failure(feed, where, f"more than {LARGEST_RECORD:,} bytes for one article")
    try:
        found = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as problem:
        return _failure(feed, where, f"not JSON: {problem}")
    return item_of(found, feed=feed, where=where)


def items_of(found: object, *, feed: Feed, where: str) -> Iterator[Item | SourceFailure]:
    """The articles of a decoded JSON file: one object, a list of them, or a list inside one."""
    if isinstance(found, Mapping) and not _has_words(found):
        lists = [found[key] for key in ("articles", "items", "data", "results") if key in found]
        found = next((value for value in lists if isinstance(value, list)), found)
    records = found if isinstance(found, list) else [found]
    for number, record in enumerate(records, start=1):
        place = f"{where}, article {number}" if len(records) > 1 else where
        yield item_of(record, feed=feed, where=place)


def item_of(found: object, *, feed: Feed, where: str) -> Item | SourceFailure:
    """One article; fields of a wrong type are taken as missing."""
    if not isinstance(found, Mapping):
        return _failure(feed, where, f"expected an object, found {type(found).__name__}")
    record = {str(key).lower(): value for key, value in found.items()}
    if not _has_words(record):
        wanted = ", ".join((*_TITLE[:2], *_TEXT[:3]))
        return _failure(feed, where, f"no words in it (expected one of the keys {wanted})")
    title, text, html = one_line(_first(record, _TITLE)), _first(record, _TEXT), _html(record)
    raw = next((record[key] for key in _DATE if record.get(key)), "")
    return Item(
        link=web_link(feed.url, _first(record, _LINK)),
        guid=_guid(record),
        title=title,
        summary=_first(record, _SUMMARY),
        content_html=html,
        content_text="" if html else text,
        authors=distinct((plain(name, 200) for name in _names(record)), 20),
        published_raw=one_line(str(raw)[:200]),
        published=_published(raw, feed),
        language=one_line(_first(record, _LANGUAGE), 20),
        tags=distinct((plain(tag, 100) for tag in _strings(record, _TAGS)), 50),
        pasted=not title and not html,
    )


def _has_words(record: Mapping[str, Any]) -> bool:
    wanted = {*_TITLE, *_TEXT, *_HTML, *_SUMMARY}
    return any(
        isinstance(value, str) and value.strip() and str(key).lower() in wanted
        for key, value in record.items()
    )


def _html(record: Mapping[str, Any]) -> str:
    """The text as markup: under a name that says so, or beginning with a tag of a paragraph."""
    text = _first(record, _TEXT)
    is_markup = text.lstrip()[:5].lower().startswith(("<p", "<div", "<html", "<arti"))
    return _first(record, _HTML) or (text if is_markup else "")


def _published(raw: object, feed: Feed) -> Published | None:
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return from_number(raw, taken_from="file")
    if not isinstance(raw, str):
        return None
    if raw.strip().isascii() and raw.strip().isdigit() and len(raw.strip()) in (10, 13):
        return from_number(int(raw), taken_from="file")
    return read_date(raw, timezone=feed.timezone, taken_from="file")


def _guid(record: Mapping[str, Any]) -> str:
    values = (record.get(key) for key in _GUID)
    value = next((v for v in values if isinstance(v, str | int) and not isinstance(v, bool)), "")
    return one_line(str(value)[:2_000])


def _names(record: Mapping[str, Any]) -> list[str]:
    values = [record[key] for key in _AUTHORS if key in record]
    people = next((v if isinstance(v, list) else [v] for v in values if v), [])
    names = [person.get("name") if isinstance(person, Mapping) else person for person in people]
    return [name for name in names if isinstance(name, str)]


def _strings(record: Mapping[str, Any], keys: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for key in keys:
        value = record.get(key)
        found += value.split(",") if isinstance(value, str) else []
        found += [v for v in value if isinstance(v, str)] if isinstance(value, list) else []
    return [value.strip() for value in found]


def _first(record: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    values = (record.get(key) for key in keys)
    return next((harmless(v) for v in values if isinstance(v, str) and v.strip()), "")


def _failure(feed: Feed, where: str, message: str) -> SourceFailure:
    return SourceFailure(kind="malformed", message=message, feed_id=feed.id, url=where)
