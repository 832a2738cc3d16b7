"""Whether a sense holds: its own weight and what the words around it say for and against."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from processors.threats.frames import Fit
from processors.threats.hits import Hits
from processors.threats.layout import Context
from processors.threats.text import Sentence
from processors.threats.values import Lexicon, Symbol

# A sense holds from this score on; weights in the data are in units of it.
THRESHOLD = 1.0


class Setting(NamedTuple):
    """What holds for the whole article: the classes it has words of, and those of its topics."""

    classes: frozenset[Symbol]
    topics: frozenset[Symbol]


class Verdict(NamedTuple):
    """The score, and the classes that moved it with their weights, in the order they were met."""

    score: float
    reasons: tuple[tuple[str, float], ...]


def evidence(hits: Hits, setting: Setting, known: Mapping[Symbol, Context]) -> list[Context]:
    """What classes say about any entry in a sentence, as contexts that are known to be present."""
    near = [known[symbol] for symbol in hits if symbol in known]
    beyond = [
        context
        for symbol, context in known.items()
        if symbol not in hits
        and (symbol in setting.topics or (context.scope == "article" and symbol in setting.classes))
    ]
    return near + beyond


def weigh(
    fit: Fit,
    around: Iterable[Context],
    hits: Hits,
    setting: Setting,
    sentence: Sentence,
    lexicon: Lexicon,
) -> Verdict:
    """How well the entry of `fit` holds, given the `evidence` around it."""
    table = lexicon.senses[fit.entry].table
    own = {context.like for context in table.contexts}
    held = [one for one in table.contexts if _present(one, fit, hits, setting, sentence)]
    held += [
        one
        for one in around
        if one.like not in own
        and one.like not in fit.symbols
        and (one.scope != "clause" or _present(one, fit, hits, setting, sentence))
    ]
    reasons = tuple((one.like[1:], one.weight) for one in held)
    return Verdict(table.weight + sum(weight for _, weight in reasons), reasons)


def _present(context: Context, fit: Fit, hits: Hits, setting: Setting, sentence: Sentence) -> bool:
    if context.like in setting.topics:
        return True
    if context.scope == "article":
        return context.like in setting.classes
    found = hits.get(context.like, [])
    if context.scope == "clause":
        clause = sentence[fit.anchor.first].clause
        found = [hit for hit in found if sentence[hit.first].clause == clause]
    return any(hit != fit.anchor for hit in found)
