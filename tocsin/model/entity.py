"""A named entity found in an article."""

from typing import Literal

import msgspec

Field = Literal["title", "body"]
Label = Literal["PERSON", "ORG", "LOC", "GROUP", "MISC"]


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """`text` is exactly `article.<field>[start:end]`; `name` is its canonical name."""

    text: str
    label: Label
    start: int
    end: int
    field: Field
    name: str
