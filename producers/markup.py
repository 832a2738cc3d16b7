"""Limits on markup before any parser sees it: what is over them is cut, at a fixed cost.

Measured with lxml 6.1 on one core: a million `<br>` took 0.9 s and 200 MB, one tag of 50,000
attributes 2.6 s (they are compared with each other), and feedparser 25 s for the same tag.
"""

import re

MOST_ATTRIBUTES = 500
# A tag of many attributes is long; shorter ones need no counting. Data in `src="data:..."` may
# be longer still and is harmless.
_LONG_TAG = re.compile(rb"<[^<>]{4000,}")
HEAD = 20_000  # bytes in which a document type must begin


def bounded(markup: bytes, *, max_bytes: int, max_tags: int) -> bytes:
    """The beginning of `markup` that is within the limits; all of it when it is."""
    cut = markup[:max_bytes]
    if cut.count(b"<") > max_tags:
        cut = cut[: _place_of_tag(cut, max_tags)]
    wild = wild_tag(cut)
    return cut if wild is None else cut[:wild]


def wild_tag(markup: bytes) -> int | None:
    """Where the first tag with more than `MOST_ATTRIBUTES` attributes begins, None without one."""
    for found in _LONG_TAG.finditer(markup):
        if found[0].count(b"=") > MOST_ATTRIBUTES:
            return found.start()
    return None


def without_doctype(markup: bytes) -> bytes:
    """`markup` without its document type and the entities that may be declared in it."""
    start = markup.find(b"<!DOCTYPE", 0, HEAD)
    if start < 0:
        return markup
    close, subset = markup.find(b">", start), markup.find(b"[", start)
    if 0 <= subset < close:
        close = markup.find(b"]", subset)
        close = markup.find(b">", close) if close >= 0 else -1
    return markup[:start] + markup[close + 1 :] if close >= 0 else markup[:start]


def deeper_than(markup: bytes, limit: int) -> bool:
    """True when start tags outnumber end tags by more than `limit` somewhere (XML only)."""
    depth = 0
    for found in _XML_TAG.finditer(markup):
        if found["end"]:
            depth -= 1
        elif found["start"] and not found["empty"]:
            depth += 1
            if depth > limit:
                return True
    return False


# Sections, comments and instructions are stepped over, also when they are never closed.
_XML_TAG = re.compile(
    rb"<!\[CDATA\[[^\]]*+(?:\](?!\]>)[^\]]*+)*+|<!--[^-]*+(?:-(?!->)[^-]*+)*+|<[?!][^<>]*+|"
    rb"<(?P<end>/)[^<>]*+>|(?P<start><[A-Za-z_])[^<>/]*+(?:/(?!>)[^<>/]*+)*+(?P<empty>/)?>"
)


def _place_of_tag(markup: bytes, number: int) -> int:
    place = -1
    for _ in range(number):
        place = markup.find(b"<", place + 1)
    return place
