"""Files of articles: `.txt`, `.html`, `.htm`, `.xml`, `.json`, `.ndjson`, `.jsonl`.

A text is a pasted article, a page a saved page, XML a saved feed; JSON is one article, a list of
them or a saved JSON Feed; NDJSON is one article a line.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from producers.decoding import decode
from producers.draft import Draft, draft
from producers.extract import extract
from producers.failure import SourceFailure
from producers.folder import FolderFailure, open_file, walk
from producers.item import Item
from producers.sources import jsonfeed, records, rss
from producers.text import harmless
from tocsin.model import Feed

LARGEST_FILE = 50_000_000  # bytes; a saved feed or archive
LARGEST_TEXT = 5_000_000  # bytes of one pasted article or page
LINES = frozenset((".ndjson", ".jsonl"))
TEXTS = frozenset((".txt", ".html", ".htm"))
SUFFIXES = LINES | TEXTS | {".xml", ".json"}

Found = Iterator[Item | SourceFailure]


def read_files(path: Path, *, feed: Feed, now: int) -> Iterator[Draft | SourceFailure]:
    """Drafts of a file, or of all files of those kinds in a folder and its folders, by name.

    What cannot be read gives a failure in its place, with the path (and line) as its `url`. Never
    raises. `now` in ms.
    """
    if path.suffix.lower() not in SUFFIXES and not path.is_dir():
        wanted = " ".join(sorted(SUFFIXES))
        yield _failure(feed, path, f"not a kind of file that is read (expected {wanted})")
        return
    for found in walk(path, SUFFIXES):
        if isinstance(found, FolderFailure):
            yield _failure(feed, found.path, found.message)
            continue
        for item in read_file(found, feed=feed, now=now):
            made = item if isinstance(item, SourceFailure) else draft(item, feed=feed)
            yield _placed(made, found)


def read_file(path: Path, *, feed: Feed, now: int) -> Found:
    """The items of one file, of the kind that its name's ending says."""
    suffix = path.suffix.lower()
    try:
        with open_file(path) as file:
            if suffix in LINES:
                yield from _lines(file, path, feed)
                return
            largest = LARGEST_TEXT if suffix in TEXTS else LARGEST_FILE
            raw = file.read(largest + 1)
    except OSError as problem:
        yield _failure(feed, path, problem.strerror or str(problem))
        return
    if len(raw) > largest:
        message = f"larger than {largest:,} bytes"
        yield SourceFailure(
            kind="too_large", message=message, feed_id=feed.id, url=harmless(str(path))
        )
    else:
        yield from parse_file(raw, suffix=suffix, feed=feed, url=harmless(str(path)), now=now)


def parse_file(raw: bytes, *, suffix: str, feed: Feed, url: str, now: int) -> Found:
    """The items in the bytes of a file that is not read by lines. Pure."""
    if suffix == ".txt":
        yield Item(content_text=decode(raw), pasted=True)
    elif suffix == ".json":
        yield from _json(raw, feed, url, now)
    elif suffix == ".xml":
        parsed = rss.parse(raw, feed=feed, now=now)
        yield from parsed.items
        yield from (msgspec.structs.replace(failure, url=url) for failure in parsed.failures)
    else:
        yield _page_item(raw, feed, url)


def _page_item(raw: bytes, feed: Feed, url: str) -> Item | SourceFailure:
    """A saved page; its link is what it calls itself."""
    page = extract(raw, url="", timezone=feed.timezone, feed_id=feed.id)
    if isinstance(page, SourceFailure):
        return msgspec.structs.replace(page, url=url)
    return Item(
        link=page.canonical,
        title=page.title,
        summary=page.summary,
        content_text=page.text,
        authors=page.authors,
        published=page.published,
        language=page.language,
    )


def _json(raw: bytes, feed: Feed, url: str, now: int) -> Found:
    try:
        found = msgspec.json.decode(decode(raw))
    except (msgspec.DecodeError, UnicodeError, RecursionError) as problem:
        message = f"not JSON: {problem}"
        yield SourceFailure(kind="malformed", message=message, feed_id=feed.id, url=url)
        return
    if isinstance(found, dict) and "jsonfeed.org" in str(found.get("version", ""))[:100]:
        parsed = jsonfeed.parse(raw, feed=feed, now=now)
        yield from parsed.items
        yield from (msgspec.structs.replace(failure, url=url) for failure in parsed.failures)
    else:
        yield from records.items_of(found, feed=feed, where=url)


def _lines(file: BinaryIO, path: Path, feed: Feed) -> Found:
    """One article a line, read line by line so that a file may be of any size."""
    number = 0
    while line := file.readline(records.LARGEST_RECORD + 1):
        number += 1
        whole = line
        while len(whole) > records.LARGEST_RECORD and not whole.endswith(b"\n"):
            whole = file.readline(records.LARGEST_RECORD + 1) or b"\n"
        if line.strip(b"\xef\xbb\xbf \t\r\n"):
            yield records.record_item(line, feed=feed, where=harmless(f"{path}:{number}"))


def _placed(made: Draft | SourceFailure, path: Path) -> Draft | SourceFailure:
    if isinstance(made, Draft) or made.url:
        return made
    return msgspec.structs.replace(made, url=harmless(str(path)))


def _failure(feed: Feed, path: Path, message: str) -> SourceFailure:
    return SourceFailure(
        kind="unreadable", message=message, feed_id=feed.id, url=harmless(str(path))
    )
