"""The places in an article by which a rule met it."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice, zip_longest
from typing import Literal, NamedTuple

from processors.rules.compiled import Compiled
from processors.rules.view import View
from processors.rules.words import Forms, WordQuery, holds
from tocsin.lemmas import search_lemmas
from tocsin.model import Article, Entity, ThreatMatch
from tocsin.model.entity import Field
from tocsin.model.threat import Category
from tocsin.query import And, Node, Not, Or, Phrase, Prefix, Word, key
from tocsin.tokens import Token, tokenize, words

FIELDS: tuple[Field, ...] = ("title", "body")
# An analyst reads the first few; the article itself is one click away.
MOST = 5


class Passage(NamedTuple):
    """`text` is exactly `article.<field>[start:end]`; `strength` orders passages (0-100)."""

    field: Field
    start: int
    end: int
    kind: Literal["threat", "word", "name"]
    text: str
    strength: int = 0
    category: Category | None = None
    term: str = ""


def passages_of(compiled: Compiled, view: View, matches: Sequence[ThreatMatch]) -> list[Passage]:
    """At most five places that do not overlap: title before body, the strongest first.

    Each kind of condition that the rule has is shown before a second place of another kind.
    """
    kinds = (_threats(matches), _words(compiled, view), _names(compiled, view))
    ordered = (sorted(kind, key=_rank) for kind in kinds)
    mixed = chain.from_iterable(zip_longest(*ordered))
    chosen: list[Passage] = []
    for passage in mixed:
        if passage is not None and _usable(passage, view.enriched.article, chosen):
            chosen.append(passage)
        if len(chosen) == MOST:
            break
    return sorted(chosen, key=_rank)


def _rank(passage: Passage) -> tuple[bool, int, int]:
    return (passage.field != "title", -passage.strength, passage.start)


def _usable(passage: Passage, article: Article, chosen: list[Passage]) -> bool:
    """Whether its offsets fit the text, and nothing chosen covers any of it."""
    text = article.title if passage.field == "title" else article.body
    fits = bool(passage.text) and text[passage.start : passage.end] == passage.text
    return fits and not any(
        passage.field == other.field and passage.start < other.end and other.start < passage.end
        for other in chosen
    )


def _threats(matches: Sequence[ThreatMatch]) -> list[Passage]:
    return [
        Passage(m.field, m.start, m.end, "threat", m.text, m.severity, m.category, m.term)
        for m in matches
    ]


def _names(compiled: Compiled, view: View) -> list[Passage]:
    return [
        Passage(e.field, e.start, e.end, "name", e.text, term=e.name)
        for e in view.enriched.entities
        if _is_named(e, compiled)
    ]


def _is_named(entity: Entity, compiled: Compiled) -> bool:
    return entity.label in compiled.labels or key(entity.name) in compiled.names


def _words(compiled: Compiled, view: View) -> list[Passage]:
    """The first few places of each item that holds."""
    held = [word for word in compiled.words if holds(word.node, word.forms, view)]
    return [passage for word in held for field in FIELDS for passage in _said_in(word, field, view)]


def _said_in(word: WordQuery, field: Field, view: View) -> Iterator[Passage]:
    article, language = view.enriched.article, view.enriched.language.code
    text = article.title if field == "title" else article.body
    for leaf in _said(word.node, word.forms, view):
        for start, end in islice(_places(leaf, word.forms, text, language), MOST):
            yield Passage(field, start, end, "word", text[start:end], term=word.written)


def _said(node: Node, forms: Forms, view: View) -> Iterator[Node]:
    """The leaves by which a tree that holds does so."""
    if isinstance(node, And | Or):
        for item in node.items:
            if not isinstance(item, Not) and holds(item, forms, view):
                yield from _said(item, forms, view)
    elif not isinstance(node, Not):
        yield node


def _places(leaf: Node, forms: Forms, text: str, language: str) -> Iterator[tuple[int, int]]:
    if isinstance(leaf, Phrase):
        return _phrase_places(leaf.tokens, tokenize(text))
    if isinstance(leaf, Prefix):
        prefix = leaf.text
        return _word_places(text, language, lambda terms: _any_begins(terms, prefix))
    wanted = forms[leaf] if isinstance(leaf, Word) else frozenset()
    return _word_places(text, language, lambda terms: not wanted.isdisjoint(terms))


def _any_begins(terms: frozenset[str], prefix: str) -> bool:
    return any(term.startswith(prefix) for term in terms)


def _word_places(
    text: str, language: str, is_wanted: Callable[[frozenset[str]], bool]
) -> Iterator[tuple[int, int]]:
    for start, end, terms in _worded(text, language):
        if is_wanted(terms):
            yield start, end


@lru_cache(maxsize=2)  # title and body, so that many rules that meet one article read it once
def _worded(text: str, language: str) -> list[tuple[int, int, frozenset[str]]]:
    """Where each word is, and by which search terms it can be found."""
    return [
        (token.start, token.end, search_lemmas(text[token.start : token.end], language))
        for token in words(text)
    ]


def _phrase_places(wanted: tuple[str, ...], tokens: list[Token]) -> Iterator[tuple[int, int]]:
    for first in range(len(tokens) - len(wanted) + 1):
        window = tokens[first : first + len(wanted)]
        if tuple(token.text for token in window) == wanted:
            yield window[0].start, window[-1].end
