"""Telling a web page from a feed, and the feed that a page points to."""

import re

from producers.links import web_link

HEAD = 20_000  # characters in which the first element must stand
PAGE_HEAD = 300_000
_SKIP = re.compile(
    r"\s+|<\?[^<>]*>|<!--.*?-->|<!doctype[^<>\[]*(?:\[[^\]]*\]\s*)?>", re.IGNORECASE | re.DOTALL
)
_ELEMENT = re.compile(r"<([A-Za-z_][\w:.-]{0,60})")
_HTML = frozenset("html head body title meta link script div p a table h1 main header br".split())
_LINK = re.compile(r"<link\s([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_FEED_TYPES = frozenset(
    ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json")
)


def first_element(text: str) -> str:
    """The name of the first element in lower case, "" when none stands near the beginning."""
    place = 0
    while (found := _SKIP.match(text, place, HEAD)) and found.end() > place:
        place = found.end()
    found = _ELEMENT.search(text, place, HEAD)
    return found[1].lower() if found else ""


def is_html(text: str) -> bool:
    """True for a web page, XHTML included."""
    return first_element(text) in _HTML


def other_feed(text: str, base: str) -> str:
    """The address of the first feed that a page's `<link rel="alternate">` names, else ""."""
    for found in _LINK.finditer(text, 0, PAGE_HEAD):
        names = {a[1].lower(): a[2] or a[3] or a[4] or "" for a in _ATTRIBUTE.finditer(found[1])}
        if "alternate" in names.get("rel", "").lower().split():
            link = web_link(base, names.get("href"))
            if link and names.get("type", "").lower() in _FEED_TYPES:
                return link
    return ""
