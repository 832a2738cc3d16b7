"""From an item, with or without its page, to an article that has no identity yet."""

import msgspec

from producers.failure import SourceFailure
from producers.item import Item
from producers.links import site_of, web_link
from producers.owners import owner_of
from producers.page import Page
from producers.text import distinct, one_line
from producers.words import words
from tocsin.model import Feed, Published
from tocsin.topics import MAX_BODY_BYTES

MOST_AUTHORS = 20
MOST_TAGS = 50
NO_PAGE = Page()
# ISO 639-2 codes that feeds write in place of those of ISO 639-1.
_SHORT_CODES = {
    "nld": "nl", "dut": "nl", "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de",
    "spa": "es", "ita": "it", "por": "pt", "ukr": "uk", "rus": "ru", "pol": "pl", "ara": "ar",
}  # fmt: skip


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """All of an `Article` but id, revision and times; see there.

    `links` are other addresses of the same article, not yet judged. `backfill` is true for what
    was old already when its feed was first read. `site` is the registrable domain of the feed's
    own address, "" for what has none.
    """

    feed_id: str
    link: str = ""
    guid: str = ""
    owner: str
    title: str
    body: str
    summary: str = ""
    published: Published | None = None
    authors: tuple[str, ...] = ()
    language: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    truncated: bool = False
    backfill: bool = False
    site: str = ""


def draft(item: Item, *, feed: Feed, page: Page = NO_PAGE) -> Draft | SourceFailure:
    """The article an item tells of; a failure of kind `empty` when it has no words at all.

    The full text is the item's content, else its page's, else the summary.
    """
    said = words(item, page, feed)
    if not said.title and not said.body:
        message = "the item has neither title nor text"
        where = item.link or item.guid
        return SourceFailure(kind="empty", message=message, feed_id=feed.id, url=where)
    body, truncated = cut(said.body)
    link = web_link(feed.url, item.link)
    return Draft(
        feed_id=feed.id,
        link=link,
        guid=one_line(item.guid),
        owner=owner_of(link or feed.url, feed),
        title=said.title,
        body=body,
        summary="" if said.summary == body else said.summary,
        published=item.published or page.published or said.published,
        authors=distinct((one_line(a, 200) for a in item.authors or page.authors), MOST_AUTHORS),
        language=language_code(item.language or page.language or feed.language),
        tags=distinct((one_line(tag, 100) for tag in item.tags), MOST_TAGS),
        links=distinct((web_link(link, other) for other in _others(item, page)), 3),
        truncated=truncated,
        site=site_of(feed.url),
    )


def cut(text: str, limit: int = MAX_BODY_BYTES) -> tuple[str, bool]:
    """`text` within `limit` bytes of UTF-8, and whether it had to be cut.

    It is cut between paragraphs; a text without paragraphs there, at a line, a sentence or a
    word; a text without words, in the middle.
    """
    if len(text) * 4 <= limit or len(raw := text.encode("utf-8", "replace")) <= limit:
        return text, False
    kept = raw[:limit].decode("utf-8", "ignore")
    for mark in ("\n\n", "\n", ". ", " "):
        place = kept.rfind(mark)
        if place > len(kept) // 2:
            return kept[: place + (mark == ". ")].rstrip(), True
    return kept, True


def language_code(declared: str) -> str:
    """`nl` of `nl-BE`, `NL_nl` or `dut`; "" for what is no code of a language."""
    code = declared.strip().replace("_", "-").split("-")[0].lower()
    code = _SHORT_CODES.get(code, code)
    return code if code.isascii() and code.isalpha() and len(code) == 2 else ""


def _others(item: Item, page: Page) -> tuple[str, ...]:
    return (item.canonical, page.canonical, page.url)
