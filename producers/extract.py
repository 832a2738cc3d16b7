"""A web page to its article."""

import re
from typing import Any

import msgspec

from producers.decoding import decode
from producers.failure import SourceFailure
from producers.fragment import tidy, tree_pieces
from producers.links import web_link
from producers.markup import bounded
from producers.metadata import metadata_of
from producers.page import Page
from producers.text import REPLACEMENT, harmless

# Measured on one core with the limits below: see tests/producers/test_extract.py. Pages of news
# sites are far below them (a large one: 1 MB, 8,000 tags).
LARGEST_PAGE = 3_000_000  # bytes of UTF-8
MOST_TAGS = 40_000
HEAD = 50_000  # characters that show whether it is a page
_MARKUP = re.compile(
    r"<(?:!doctype html|html|head|body|meta|title|article|main|div|p|h1)\b", re.IGNORECASE
)
_NO_CONTROLS = dict.fromkeys([*range(9), 11, *range(14, 32)])
# Elements of the extracted tree that are paragraphs of their own.
_PARAGRAPHS = frozenset(("p", "head", "quote", "list", "item", "code", "row"))

# Whole words of a class attribute by which pages mark advertisements, in the five languages.
_ADVERTS = (
    "ad ads advert advertisement advertising advertentie reclame anzeige werbung publicite"
    " publicité publicidad anuncio sponsored promo newsletter"
).split()
_ADVERT_XPATH = "//*[{}]".format(
    " or ".join(
        f"contains(concat(' ', normalize-space(@class), ' '), ' {word} ')" for word in _ADVERTS
    )
)


def extract(
    raw: bytes, *, url: str, content_type: str = "", timezone: str = "UTC", feed_id: str = ""
) -> Page | SourceFailure:
    """The article of a page; never raises, and is bounded in time and memory for any bytes.

    A page of which nothing can be made is a failure of kind `malformed` or `empty`.
    """
    text = harmless(decode(raw[: LARGEST_PAGE * 2], content_type=content_type))
    if not is_page(text):
        message = f"this is no web page ({content_type or 'of an unnamed kind'})"
        return SourceFailure(kind="malformed", message=message, feed_id=feed_id, url=url)
    markup = bounded(text.encode("utf-8"), max_bytes=LARGEST_PAGE, max_tags=MOST_TAGS)
    tree = _tree(markup)
    if tree is None:
        return SourceFailure(
            kind="malformed", message="the page is no HTML", feed_id=feed_id, url=url
        )
    page = metadata_of(tree, url=url, timezone=timezone)
    body = _article_text(tree, url)
    if not body and not page.title:
        return SourceFailure(
            kind="empty", message="the page holds no text", feed_id=feed_id, url=url
        )
    return msgspec.structs.replace(page, text=body)


def is_page(text: str) -> bool:
    """True for markup; False for pictures, documents and the like, whatever they are served as."""
    head = text[:HEAD]
    controls = len(head) - len(head.translate(_NO_CONTROLS))
    return (
        controls + head.count(REPLACEMENT) <= len(head) // 50 and _MARKUP.search(head) is not None
    )


def _tree(markup: bytes) -> Any:
    """The tree, at most 256 levels deep (the parser's own limit), None when there is none."""
    import lxml.html  # heavy

    parser = lxml.html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        huge_tree=False,
        no_network=True,
    )
    try:
        return lxml.html.document_fromstring(markup, parser=parser)
    except Exception:  # noqa: BLE001 - for some input lxml's helpers fail in ways of their own
        return None


def _article_text(tree: Any, url: str) -> str:
    import trafilatura  # heavy

    try:
        found = trafilatura.bare_extraction(
            tree, url=web_link("", url) or None, fast=True, include_comments=False,
            include_tables=False, with_metadata=False, prune_xpath=_ADVERT_XPATH,
        )  # fmt: skip
    except Exception:  # noqa: BLE001 - its dozens of heuristics meet trees nobody thought of
        return ""
    body = getattr(found, "body", None)
    if body is None:
        return ""
    return tidy("".join(tree_pieces(body, blocks=_PARAGRAPHS, skipped=frozenset())))
