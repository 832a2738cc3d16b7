"""Small pure helpers for text that comes from outside."""

import html
import re
from collections.abc import Iterable

REPLACEMENT = "\ufffd"
_BROKEN = re.compile("[\x00\ud800-\udfff]")
_TAG = re.compile(r"<!--.{0,2000}?-->|</?[A-Za-z][^<>]{0,2000}>", re.DOTALL)


def harmless(text: str) -> str:
    """NUL and lone surrogates become U+FFFD, one for one, so that offsets hold."""
    return _BROKEN.sub(REPLACEMENT, text)


def one_line(text: str, limit: int = 1_000) -> str:
    """White space folded to single spaces, harmless, at most `limit` characters."""
    return " ".join(harmless(text[: limit * 4]).split())[:limit].rstrip()


def plain(markup: str, limit: int = 1_000) -> str:
    """One line of plain text of a title or name that may hold tags and escapes."""
    markup = markup[: limit * 8]
    if "<" in markup:
        markup = _TAG.sub(" ", markup)
    return one_line(html.unescape(markup) if "&" in markup else markup, limit)


def distinct(values: Iterable[str], limit: int) -> tuple[str, ...]:
    """The first `limit` different values that are not empty, in their order."""
    return tuple(list(dict.fromkeys(value for value in values if value))[:limit])
