"""The words of an article: which of the texts at hand is the full one."""

import msgspec

from producers.clean import clean, first_sentence, read_pasted
from producers.fragment import html_to_text
from producers.item import Item
from producers.page import Page
from producers.text import harmless, one_line
from tocsin.model import Feed, Published

LONGEST_TEXT = 400_000  # characters looked at; noise included, a body has at most 256 KiB
LONGEST_TITLE = 500
LONGEST_SUMMARY = 4_000
# Content shorter than this is a teaser, whatever the feed calls it; a summary must be longer to
# pass for the whole, as many feeds put a long first paragraph there. Characters.
FULL_CONTENT = 600
FULL_SUMMARY = 1_500


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Title, cleaned body and summary; `published` as far as the text itself says it."""

    title: str
    body: str
    summary: str = ""
    published: Published | None = None


def words(item: Item, page: Page, feed: Feed) -> Words:
    """What an item and its page say; all empty when they say nothing."""
    if item.pasted:
        pasted = read_pasted(item.content_text[:LONGEST_TEXT], timezone=feed.timezone)
        title = one_line(item.title or pasted.title, LONGEST_TITLE)
        return Words(title=title, body=pasted.body, published=pasted.published)
    text = full_text(item, page)[:LONGEST_TEXT]
    title = one_line(item.title or page.title, LONGEST_TITLE)
    body = clean(harmless(text), title=title)
    summary = one_line(html_to_text(item.summary) or page.summary, LONGEST_SUMMARY)
    return Words(title=title or first_sentence(body), body=body, summary=summary)


def full_text(item: Item, page: Page) -> str:
    """The item's content if it is whole, else the longest of all there is."""
    content = content_of(item)
    if len(content) >= FULL_CONTENT:
        return content
    return max((page.text, content, html_to_text(item.summary), page.summary), key=len)


def is_teaser(item: Item) -> bool:
    """True when the item does not hold its full text, so that its page should be read."""
    if item.pasted or len(content_of(item)) >= FULL_CONTENT:
        return False
    return len(html_to_text(item.summary)) < FULL_SUMMARY


def content_of(item: Item) -> str:
    """The content as plain text, paragraphs separated by blank lines."""
    return html_to_text(item.content_html) if item.content_html else item.content_text.strip()
