"""Mistakes that show only when all files are read: doubles, unknown classes, dead terms."""

from collections.abc import Iterator
from typing import NamedTuple

from processors.threats.layout import ClassTable, EntryTable
from processors.threats.phrase import parse
from processors.threats.sources import Source
from processors.threats.values import Lexicon
from processors.threats.words import symbols
from tocsin.config.locate import line_of
from tocsin.errors import Problem
from tocsin.model import CATEGORIES
from tocsin.tokens import fold


class _Row(NamedTuple):
    source: Source
    kind: str
    at: int
    table: EntryTable | ClassTable


def duplicates(sources: list[Source]) -> list[Problem]:
    """Ids that two tables share, and terms that one table holds twice."""
    first: dict[tuple[str, str], str] = {}
    problems: list[Problem] = []
    for row in _rows(sources):
        name = (row.kind, row.table.id)
        if name in first:
            message = f"the id {row.table.id!r} is already taken in {first[name]}"
            problems.append(_problem(row, "id", message, "ids are unique", "choose another id"))
        first.setdefault(name, row.source.file)
        problems += _doubled_terms(row)
    return problems


def unknown_classes(sources: list[Source]) -> list[Problem]:
    """Classes that a frame, a context or a term names and nobody defines."""
    defined = {table.id for source in sources for table in source.classes}
    problems: list[Problem] = []
    for row in _rows(sources):
        for key, name in _references(row.table):
            if name not in defined:
                message = f"there is no class {name!r}"
                hint = "define it in a `[[class]]` or correct the name"
                problems.append(_problem(row, key, message, "the id of a class", hint))
    return problems


def unknown_precedence(sources: list[Source]) -> list[Problem]:
    """Names in `yields_to` that are neither a category nor an entry."""
    known = {table.id for source in sources for table in source.entries} | set(CATEGORIES)
    problems: list[Problem] = []
    for row in _rows(sources):
        named = row.table.yields_to if isinstance(row.table, EntryTable) else ()
        for name in set(named) - known:
            message = f"there is no category or entry {name!r}"
            expected, hint = "a category or the id of an entry", "correct the name"
            problems.append(_problem(row, "yields_to", message, expected, hint))
    return problems


def unreachable(sources: list[Source], lexicon: Lexicon) -> list[Problem]:
    """Single words that an idiom or the entry's own exceptions always take away."""
    problems: list[Problem] = []
    for row in _rows(sources):
        if (
            lexicon.classes.get(row.table.id) is row.table
            and lexicon.classes[row.table.id].swallows
        ):
            continue
        for language, term in _terms(row.table):
            if language in lexicon.indexes and _is_dead(term, language, row, lexicon):
                message = f"the term {term!r} can never match"
                hint = "take it out of the idioms or exceptions, or remove it here"
                key = f"terms.{language}"
                problems.append(_problem(row, key, message, "a word no exception covers", hint))
    return problems


def _is_dead(term: str, language: str, row: _Row, lexicon: Lexicon) -> bool:
    elements = parse(term).elements
    if len(elements) != 1 or len(elements[0]) != 1 or not elements[0][0].isalpha():
        return False
    symbol = ("#" if row.kind == "entry" else "@") + row.table.id
    current = lexicon.senses.get(row.table.id) if row.kind == "entry" else None
    if current is not None and current.table is not row.table:
        return False
    return symbol not in symbols(fold(term), lexicon.indexes[language])


def _doubled_terms(row: _Row) -> Iterator[Problem]:
    for language, terms in row.table.terms.items():
        seen: set[str] = set()
        for term in terms:
            if term in seen:
                message = f"the term {term!r} is there twice"
                key = f"terms.{language}"
                yield _problem(row, key, message, "each term once", "remove one")
            seen.add(term)


def _references(table: EntryTable | ClassTable) -> Iterator[tuple[str, str]]:
    """(key, class id) of everything that names a class."""
    for language, term in _terms(table):
        named = (words[0] for words in parse(term).elements if words[0].startswith("@"))
        yield from ((f"terms.{language}", name[1:]) for name in named)
    if isinstance(table, EntryTable):
        yield from (("contexts", context.like[1:]) for context in table.contexts)
        elements = (element for frame in table.frames for element in frame.split())
        names = (name for element in elements for name in element.split("|"))
        yield from (("frames", name.removeprefix("@")) for name in names)


def _terms(table: EntryTable | ClassTable) -> Iterator[tuple[str, str]]:
    for language, terms in table.terms.items():
        for term in terms:
            yield language, term


def _rows(sources: list[Source]) -> Iterator[_Row]:
    for source in sources:
        for at, entry in enumerate(source.entries):
            yield _Row(source, "entry", at, entry)
        for at, table in enumerate(source.classes):
            yield _Row(source, "class", at, table)


def _problem(row: _Row, key: str, message: str, expected: str, hint: str) -> Problem:
    return Problem(
        file=row.source.file,
        line=line_of(row.source.text, (row.kind, row.at, key)),
        key=f"{row.kind}.{row.at + 1}.{key}",
        message=message,
        expected=expected,
        hint=hint,
    )
