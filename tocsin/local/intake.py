"""Files and texts as articles that nobody has seen before, for looking at and not for storing."""

from pathlib import Path

from producers.admit import admit
from producers.draft import Draft, draft
from producers.failure import SourceFailure
from producers.item import Item
from producers.sources.files import read_files
from tocsin.local.ingest import FILES
from tocsin.model import Article

Read = tuple[list[Article], list[SourceFailure]]


def articles_of_file(path: Path, *, now: int) -> Read:
    """The articles of a file or folder, cleaned, and what could not be read; `now` in ms."""
    return _sorted_out(list(read_files(path, feed=FILES, now=now)), now)


def articles_of_text(raw: bytes, *, now: int) -> Read:
    """A pasted text as an article, cleaned; `now` in ms."""
    item = Item(content_text=raw.decode("utf-8", "replace"), pasted=True)
    return _sorted_out([draft(item, feed=FILES)], now)


def _sorted_out(found: list[Draft | SourceFailure], now: int) -> Read:
    admitted = [admit(one, known=None, now=now) for one in found if isinstance(one, Draft)]
    articles = [one for one in admitted if isinstance(one, Article)]
    return articles, [one for one in found if isinstance(one, SourceFailure)]
