"""What the lexicon finds in each sentence: the senses that hold, and those that fail."""

from collections.abc import Sequence
from typing import NamedTuple

from processors.threats.frames import Fit, find_fits
from processors.threats.hits import find_hits
from processors.threats.layout import Context
from processors.threats.precedence import Held, without_subsumed
from processors.threats.read import Read, read
from processors.threats.sense import THRESHOLD, Setting, evidence, weigh
from processors.threats.text import sentences
from processors.threats.values import Index, Lexicon, Symbol
from tocsin.model import Status


class Reading(NamedTuple):
    """A sentence and the senses that hold in it.

    Others fit and do not hold (`failed`), or hold and give way to one of these (`yielded`).
    """

    read: Read
    held: list[Held]
    failed: list[Held]
    yielded: list[Held]


class Readings(NamedTuple):
    """All sentences of an article; `everywhere` are statuses that hold for the whole of it."""

    readings: list[Reading]
    everywhere: frozenset[Status]


def find_readings(
    title: str, body: str, index: Index, lexicon: Lexicon, tags: Sequence[str] = ()
) -> Readings:
    """Every sentence of `title` and `body`, in text order, title first."""
    found = [*read("title", title, index), *read("body", body, index)]
    topics = _topics(tags, index)
    setting = Setting(frozenset(symbol for one in found for symbol in one.hits), topics)
    readings = [_reading(one, setting, index, lexicon) for one in found]
    return Readings(readings, _everywhere(found, topics))


def _topics(tags: Sequence[str], index: Index) -> frozenset[Symbol]:
    found = (find_hits(one, tag, index) for tag in tags for one in sentences(tag))
    return frozenset(symbol for hits in found for symbol in hits)


def _everywhere(found: list[Read], topics: frozenset[Symbol]) -> frozenset[Status]:
    """The statuses that title or topics give to the whole article."""
    titles = {symbol for one in found if one.field == "title" for symbol in one.hits} | topics
    whole: tuple[Status, ...] = ("fiction", "exercise")
    return frozenset(one for one in whole if f"@status.{one}" in titles)


def _reading(sentence: Read, setting: Setting, index: Index, lexicon: Lexicon) -> Reading:
    if not sentence.hits:
        return Reading(sentence, [], [], [])
    around: list[Context] | None = None
    held: list[Held] = []
    failed: list[Held] = []
    for fit in find_fits(sentence.hits, sentence.sentence, index):
        if around is None:
            around = evidence(sentence.hits, setting, lexicon.evidence)
        one = _weighed(fit, around, sentence, setting, lexicon)
        (held if one.verdict.score >= THRESHOLD else failed).append(one)
    kept = _best(without_subsumed(held, sentence.sentence, lexicon), lexicon) if held else []
    return Reading(sentence, kept, failed, [one for one in held if one not in kept])


def _weighed(
    fit: Fit, around: list[Context], read: Read, setting: Setting, lexicon: Lexicon
) -> Held:
    return Held(fit, weigh(fit, around, read.hits, setting, read.sentence, lexicon))


def _best(held: list[Held], lexicon: Lexicon) -> list[Held]:
    """Of fits of one category that overlap, the one that scores best; shortest where equal."""
    kept: list[Held] = []
    taken: set[tuple[str, int]] = set()
    for one in sorted(held, key=_rank):
        category = lexicon.senses[one.fit.entry].category
        places = {(category, at) for at in range(one.fit.first, one.fit.last + 1)}
        if taken.isdisjoint(places):
            kept.append(one)
            taken |= places
    return sorted(kept, key=lambda one: (one.fit.first, one.fit.last, one.fit.entry))


def _rank(chosen: Held) -> tuple[float, int, int, str]:
    fit = chosen.fit
    return (-chosen.verdict.score, fit.last - fit.first, fit.first, fit.entry)
