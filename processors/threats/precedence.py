"""Which senses give way to a more specific one beside them, as their entries say in `yields_to`."""

from collections.abc import Iterable
from typing import NamedTuple

from processors.threats.frames import Fit
from processors.threats.sense import Verdict
from processors.threats.text import Sentence
from processors.threats.values import Lexicon


class Held(NamedTuple):
    """A fit whose sense holds."""

    fit: Fit
    verdict: Verdict


def without_subsumed(held: list[Held], sentence: Sentence, lexicon: Lexicon) -> list[Held]:
    """`held` without the senses that yield to another of the same clause.

    A sense that gives way itself still takes precedence over others; where all would give way to
    each other, all stay.
    """
    by_clause: dict[int, set[str]] = {}
    for one in held:
        by_clause.setdefault(_clause(one, sentence), set()).update(_names(one, lexicon))
    kept = [
        one
        for one in held
        if by_clause[_clause(one, sentence)].isdisjoint(_more_specific(one, lexicon))
    ]
    return kept or held


def _clause(one: Held, sentence: Sentence) -> int:
    return sentence[one.fit.anchor.first].clause


def _names(one: Held, lexicon: Lexicon) -> Iterable[str]:
    """What an entry may yield to: the entry of `one`, and its category."""
    return one.fit.entry, lexicon.senses[one.fit.entry].category


def _more_specific(one: Held, lexicon: Lexicon) -> tuple[str, ...]:
    return lexicon.senses[one.fit.entry].table.yields_to
