"""What parsing a source gives."""

import msgspec

from producers.failure import SourceFailure
from producers.item import Item


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """The items, newest first where the source is in no order, and what could not be read.

    A source can give both: a feed that was cut off yields the items before the cut and a failure
    of kind `truncated`. `title` and `language` are the source's own words.
    """

    items: tuple[Item, ...] = ()
    title: str = ""
    language: str = ""
    failures: tuple[SourceFailure, ...] = ()
