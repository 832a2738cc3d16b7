"""A lexicon file as it was read."""

from typing import NamedTuple

from processors.threats.layout import ClassTable, EntryTable
from tocsin.errors import Problem
from tocsin.model import Category


class Source(NamedTuple):
    """Either its tables or its problems; `text` is kept so that a later mistake finds its line."""

    file: str
    text: str = ""
    category: Category | None = None
    severity: int = 0
    entries: tuple[EntryTable, ...] = ()
    classes: tuple[ClassTable, ...] = ()
    problems: tuple[Problem, ...] = ()
