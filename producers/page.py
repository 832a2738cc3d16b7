"""A page of a site, understood."""

import msgspec

from tocsin.model import Published


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """`text` has its paragraphs separated by blank lines; what the page does not say is empty.

    `url` is where it was really read, after redirects; `canonical` what the page calls itself.
    """

    url: str = ""
    title: str = ""
    text: str = ""
    summary: str = ""
    published: Published | None = None
    authors: tuple[str, ...] = ()
    canonical: str = ""
    language: str = ""
