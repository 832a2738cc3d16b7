"""A named entity found in an article."""

from typing import Literal

import msgspec

Field = Literal["title", "body"]
Label = Literal["PERSON", "ORG", "LOC", "GROUP", "MISC"]


class Entity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`text` is exactly `article.<field>[start:end]`; `name` is its canonical name.

    `coordinates` are degrees north and east of a place that the name alone tells, for maps.
    """

    text: str
    label: Label
    start: int
    end: int
    field: Field
    name: str
    coordinates: tuple[float, float] | None = None
