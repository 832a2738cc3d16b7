"""One entry of a source, before it is an article."""

import msgspec

from tocsin.model import Published


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """What a feed or a file says of one article, in its own words.

    `link` is absolute or "". `title` is one line of plain text. `summary` and `content_html` are
    HTML fragments, `content_text` plain text; a source fills what it has. `published_raw` is the
    date as it was written, `published` what was understood of it, `updated` in ms. `canonical` is
    another link to the same article. `pasted` marks text a person copied by hand: its title and
    date stand in the text itself.
    """

    link: str = ""
    guid: str = ""
    title: str = ""
    summary: str = ""
    content_html: str = ""
    content_text: str = ""
    authors: tuple[str, ...] = ()
    published_raw: str = ""
    published: Published | None = None
    updated: int | None = None
    language: str = ""
    tags: tuple[str, ...] = ()
    canonical: str = ""
    pasted: bool = False
