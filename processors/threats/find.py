"""The threats that a text speaks of."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from processors.threats.attribution import attribution
from processors.threats.casualties import toll
from processors.threats.frames import Fit, find_fits
from processors.threats.hits import Hits, find_hits
from processors.threats.sense import THRESHOLD, Setting, Verdict, evidence, weigh
from processors.threats.severity import severity
from processors.threats.status import NAMED_GROUP, decide
from processors.threats.text import Sentence, sentences
from processors.threats.values import Index, Lexicon, Symbol
from tocsin.model import Status, ThreatMatch
from tocsin.model.entity import Field

# A text with more matches is hostile or a list; the first ones tell as much.
MOST_MATCHES = 500


class _Read(NamedTuple):
    """A sentence that holds anything of the lexicon, and where."""

    field: Field
    text: str
    sentence: Sentence
    hits: Hits


class _Chosen(NamedTuple):
    fit: Fit
    verdict: Verdict


def find_threats(
    title: str, body: str, *, language: str, lexicon: Lexicon, tags: Sequence[str] = ()
) -> tuple[ThreatMatch, ...]:
    """Every threat in `title` and `body`, in text order, title first.

    `language` is ISO 639-1; one without a column gives none. `tags` are the article's topics:
    they count as words of the whole article. Work is linear in the length of the text.
    """
    index = lexicon.indexes.get(language)
    if index is None:
        return ()
    read = [*_read("title", title, index), *_read("body", body, index)]
    topics = _topics(tags, index)
    everywhere = _everywhere(read, topics)
    setting = Setting(frozenset(symbol for one in read for symbol in one.hits), topics)
    found = (
        _match(chosen, one, everywhere, index, lexicon)
        for one in read
        for chosen in _held(one, setting, index, lexicon)
    )
    return tuple(islice(found, MOST_MATCHES))


def _read(field: Field, text: str, index: Index) -> Iterable[_Read]:
    for sentence in sentences(text, index.breaks):
        hits = find_hits(sentence, text, index)
        if hits:
            yield _Read(field, text, sentence, hits)


def _topics(tags: Sequence[str], index: Index) -> frozenset[Symbol]:
    found = (find_hits(one, tag, index) for tag in tags for one in sentences(tag))
    return frozenset(symbol for hits in found for symbol in hits)


def _everywhere(read: list[_Read], topics: frozenset[Symbol]) -> frozenset[Status]:
    """The statuses that title or topics give to the whole article."""
    titles = {symbol for one in read if one.field == "title" for symbol in one.hits} | topics
    whole: tuple[Status, ...] = ("fiction", "exercise")
    return frozenset(one for one in whole if f"@status.{one}" in titles)


def _held(read: _Read, setting: Setting, index: Index, lexicon: Lexicon) -> list[_Chosen]:
    """The entries that fit the sentence and whose sense holds."""
    around = evidence(read.hits, setting, lexicon.evidence)
    held: list[_Chosen] = []
    for fit in find_fits(read.hits, read.sentence, index):
        verdict = weigh(fit, around, read.hits, setting, read.sentence, lexicon)
        if verdict.score >= THRESHOLD:
            held.append(_Chosen(fit, verdict))
    return _best(held, lexicon) if held else []


def _best(held: list[_Chosen], lexicon: Lexicon) -> list[_Chosen]:
    """Of fits of one category that overlap, the one that scores best; shortest where equal."""
    kept: list[_Chosen] = []
    taken: set[tuple[str, int]] = set()
    for one in sorted(held, key=_rank):
        category = lexicon.senses[one.fit.entry].category
        places = {(category, at) for at in range(one.fit.first, one.fit.last + 1)}
        if taken.isdisjoint(places):
            kept.append(one)
            taken |= places
    return sorted(kept, key=lambda one: (one.fit.first, one.fit.last, one.fit.entry))


def _rank(chosen: _Chosen) -> tuple[float, int, int, str]:
    fit = chosen.fit
    return (-chosen.verdict.score, fit.last - fit.first, fit.first, fit.entry)


def _match(
    chosen: _Chosen,
    read: _Read,
    everywhere: frozenset[Status],
    index: Index,
    lexicon: Lexicon,
) -> ThreatMatch:
    fit, sentence, hits = chosen.fit, read.sentence, read.hits
    sense = lexicon.senses[fit.entry]
    finding = decide(fit, sense.table.status, hits, everywhere, sentence)
    base = sense.severity if sense.table.severity is None else sense.table.severity
    dead_and_hurt = toll(sentence, hits, index.numbers)
    grade, reasons = severity(base, finding.status, dead_and_hurt, group=NAMED_GROUP in hits)
    start, end = sentence[fit.first].start, sentence[fit.last].end
    cue = f" because of {finding.cue!r}" if finding.cue else ""
    around = "".join(f", {weight:+g} {name}" for name, weight in chosen.verdict.reasons)
    return ThreatMatch(
        category=sense.category,
        term=fit.entry,
        text=read.text[start:end],
        start=start,
        end=end,
        field=read.field,
        severity=grade,
        status=finding.status,
        attribution=attribution(sentence, hits, read.text, index),
        why=f"{fit.entry} ({chosen.verdict.score:g}{around}); {finding.status}{cue}; {reasons}",
    )
