"""Whether a sense holds: its own weight and what the words around it say for and against."""

from collections.abc import Mapping
from typing import NamedTuple

from processors.threats.frames import Fit
from processors.threats.hits import Hits
from processors.threats.layout import Context
from processors.threats.text import Sentence
from processors.threats.values import Lexicon, Symbol

# A sense holds from this score on; weights in the data are in units of it.
THRESHOLD = 1.0


class Verdict(NamedTuple):
    """The score, and the classes that moved it with their weights, in the order they were met."""

    score: float
    reasons: tuple[tuple[str, float], ...]


def weigh(
    fit: Fit, hits: Hits, article: Mapping[Symbol, int], sentence: Sentence, lexicon: Lexicon
) -> Verdict:
    """How well the entry of `fit` holds; `article` counts the classes met in the whole text."""
    table = lexicon.senses[fit.entry].table
    contexts = [*table.contexts, *_general(hits, article, lexicon)]
    reasons: list[tuple[str, float]] = []
    own = {context.like for context in table.contexts}
    for at, context in enumerate(contexts):
        general = at >= len(table.contexts)
        if general and (context.like in own or context.like in fit.symbols):
            continue
        if _present(context, fit, hits, article, sentence):
            reasons.append((context.like[1:], context.weight))
    return Verdict(table.weight + sum(weight for _, weight in reasons), tuple(reasons))


def _general(hits: Hits, article: Mapping[Symbol, int], lexicon: Lexicon) -> list[Context]:
    """What classes with evidence of their own say about any entry."""
    found: list[Context] = []
    for symbol in (*hits, *(one for one in article if one not in hits)):
        table = lexicon.classes.get(symbol[1:]) if symbol[0] == "@" else None
        if table is not None and table.evidence:
            found.append(Context(like=symbol, weight=table.evidence, scope=table.scope))
    return found


def _present(
    context: Context, fit: Fit, hits: Hits, article: Mapping[Symbol, int], sentence: Sentence
) -> bool:
    if context.scope == "article":
        return context.like in article
    found = hits.get(context.like, ())
    if context.scope == "clause":
        clause = sentence[fit.anchor.first].clause
        found = [hit for hit in found if sentence[hit.first].clause == clause]
    return any(hit.last < fit.first or hit.first > fit.last or hit != fit.anchor for hit in found)
