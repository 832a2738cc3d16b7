"""The compiled lexicon: what the matcher reads."""

from collections.abc import Mapping
from typing import NamedTuple

from processors.threats.layout import ClassTable, Context, EntryTable
from tocsin.model import Category

# What a word, class or entry is called while matching: `@class`, `#entry`, or `=word` for an
# element of a phrase.
Symbol = str
Symbols = tuple[Symbol, ...]


class Sense(NamedTuple):
    """An entry with the category and severity (0-100) of its `file`."""

    category: Category
    severity: int
    table: EntryTable
    file: str = ""


class Phrase(NamedTuple):
    """Element symbols that make `target` when they stand so; search begins at `anchor`."""

    elements: Symbols
    order: str
    target: Symbol
    anchor: int


class Frame(NamedTuple):
    """Elements, each any of its symbols, within `within` words (and one clause) make `entry`."""

    entry: str
    elements: tuple[Symbols, ...]
    within: int
    clause: bool


class Index(NamedTuple):
    """Everything known of one language, by folded form; `known` caches what a word means.

    `capitals` are names such as `IS`, by folded form and then as they are written.
    `phrases` are found by their anchor and then by a second element, so that a common anchor costs
    no more than the phrases of which both are there.
    """

    language: str
    words: Mapping[str, Symbols]
    lemmas: Mapping[str, Symbols]
    heads: Mapping[str, Symbols]
    modifiers: Mapping[str, Symbols]
    prefixes: Mapping[str, Symbols]
    capitals: Mapping[str, Mapping[str, Symbols]]
    exceptions: Mapping[Symbol, frozenset[str]]
    swallowing: frozenset[Symbol]
    phrases: Mapping[Symbol, Mapping[Symbol, tuple[Phrase, ...]]]
    frames: Mapping[Symbol, tuple[Frame, ...]]
    determiners: frozenset[str]
    breaks: frozenset[str]
    numbers: Mapping[str, int]
    known: dict[str, Symbols]


class Lexicon(NamedTuple):
    """Senses and classes by id, and an index for each language with a column.

    `evidence` is what classes say about every entry near them, by symbol.
    """

    senses: Mapping[str, Sense]
    classes: Mapping[str, ClassTable]
    indexes: Mapping[str, Index]
    evidence: Mapping[Symbol, Context]
