"""Which rules an article could meet at all: each rule is filed under its rarest condition.

A thousand rules cost an article a handful of set intersections instead of a thousand tests.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from processors.rules.compiled import Compiled, speaks_of_threats
from processors.rules.view import View
from processors.rules.words import Key, keys

_ANY_THREAT = "*"


class Index(NamedTuple):
    """`filed[kind][fact]` holds the numbers of the rules to test on an article with that fact."""

    filed: dict[str, dict[str, tuple[int, ...]]]
    prefix_lengths: frozenset[int]


def index_of(rules: Sequence[Compiled]) -> Index:
    """File every rule, by its place in the sequence."""
    filed: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, compiled in enumerate(rules):
        for kind, fact in _keys(compiled):
            filed[kind][fact].append(number)
    lengths = frozenset(len(prefix) for prefix in filed.get("prefix", ()))
    plain = {
        kind: {fact: tuple(numbers) for fact, numbers in facts.items()}
        for kind, facts in filed.items()
    }
    return Index(plain, lengths)


def candidates(index: Index, view: View) -> list[int]:
    """The numbers, ascending, of all rules that the article may meet; few others among them."""
    found: set[int] = set()
    for kind, filed in index.filed.items():
        for fact in filed.keys() & _facts(kind, index, view):
            found.update(filed[fact])
    return sorted(found)


def _keys(compiled: Compiled) -> Iterable[Key]:
    """Facts of which an article must have one to meet the rule, of its rarest condition."""
    rule = compiled.rule
    if compiled.words:
        return frozenset().union(*(keys(word.node, word.forms) for word in compiled.words))
    if rule.entities:
        names = [("name", name) for name in compiled.names]
        return [*names, *(("label", label) for label in compiled.labels)]
    if speaks_of_threats(rule):
        return [("category", category) for category in rule.categories or (_ANY_THREAT,)]
    return [("source", source) for source in compiled.sources]


def _facts(kind: str, index: Index, view: View) -> frozenset[str]:
    if kind == "prefix":
        lengths = index.prefix_lengths
        return frozenset(lemma[:length] for lemma in view.lemmas for length in lengths)
    if kind == "category":
        return view.categories | {_ANY_THREAT} if view.categories else frozenset()
    facts = {
        "lemma": view.lemmas,
        "token": view.tokens,
        "name": view.names,
        "label": view.labels,
        "source": view.sources or frozenset(),
    }
    return facts[kind]
