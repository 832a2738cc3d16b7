"""HTML fragments, as feeds carry them, to plain text."""

import html
import re
from typing import Any

from producers.markup import bounded
from producers.text import REPLACEMENT, harmless

MOST_BYTES = 2_000_000  # eight times the longest body that is kept
MOST_TAGS = 50_000
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset footer form h1 h2"
    " figure h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody"
    " tr ul".split()
)
# What a reader does not see, or what is not the article's own text.
_SKIPPED = frozenset(
    "audio button canvas embed figcaption head iframe input map math noframes noscript object"
    " option script select style svg template textarea title video".split()
)
_CELLS = frozenset(("td", "th"))
_TAG = re.compile(r"<[/!?]?[A-Za-z-][^<>]*>")
_BREAKS = re.compile(r"\n{3,}")


def html_to_text(fragment: str) -> str:
    """Plain text: block elements are paragraphs with a blank line between, `<br>` ends a line.

    Entities are decoded; scripts, styles, captions and other things a reader skips are gone.
    Never raises; over the limits the beginning is taken.
    """
    fragment = harmless(fragment)
    if not _TAG.search(fragment):
        return tidy(html.unescape(fragment[:MOST_BYTES]).replace("\n", " "))
    markup = fragment.encode("utf-8")
    markup = bounded(markup, max_bytes=MOST_BYTES, max_tags=MOST_TAGS)
    return tidy("".join(_pieces(markup)))


def tidy(text: str) -> str:
    """Single spaces, no spaces at line ends, at most one blank line, nothing at the ends."""
    text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return _BREAKS.sub("\n\n", text).strip()


def _pieces(markup: bytes) -> list[str]:
    import lxml.etree as etree  # noqa: PLR0402 - heavy; the stub-less form

    parser = etree.HTMLParser(
        recover=True, remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8",
        collect_ids=False,
    )  # fmt: skip
    try:
        root = etree.fromstring(b"<div>" + markup + b"</div>", parser)
    except etree.LxmlError:
        return [REPLACEMENT]
    return [] if root is None else tree_pieces(root)


def tree_pieces(
    root: Any, *, blocks: frozenset[str] = _BLOCKS, skipped: frozenset[str] = _SKIPPED
) -> list[str]:
    """The pieces of text of an element tree, with breaks where `blocks` and line breaks stand."""
    import lxml.etree as etree  # noqa: PLR0402

    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            pieces += (_boundary(tag, blocks), _inline("" if tag in skipped else element.text))
            if tag in skipped:
                walk.skip_subtree()
        else:
            pieces += (_boundary(tag, blocks, end=True), _inline(element.tail))
    return pieces


def _inline(text: str | None) -> str:
    return (text or "").replace("\n", " ")


def _boundary(tag: str, blocks: frozenset[str], *, end: bool = False) -> str:
    if tag in blocks:
        return "\n\n"
    if tag in _CELLS:
        return " "
    return "\n" if tag in ("br", "lb") and not end else ""
