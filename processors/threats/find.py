"""The threats that a text speaks of."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from processors.threats.attribution import attribution
from processors.threats.casualties import toll
from processors.threats.frames import Fit, find_fits
from processors.threats.hits import Hits, find_hits
from processors.threats.sense import THRESHOLD, Verdict, weigh
from processors.threats.severity import severity
from processors.threats.status import NAMED_GROUP, decide
from processors.threats.text import Sentence, sentences
from processors.threats.values import Index, Lexicon, Symbol
from tocsin.model import Status, ThreatMatch
from tocsin.model.entity import Field


class _Read(NamedTuple):
    """A sentence that holds anything of the lexicon, and where."""

    field: Field
    text: str
    sentence: Sentence
    hits: Hits


class _Setting(NamedTuple):
    """What holds for the whole article."""

    classes: Mapping[Symbol, int]
    statuses: frozenset[Status]


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
    setting = _setting(read, tags, index)
    return tuple(match for one in read for match in _matches(one, setting, index, lexicon))


def _read(field: Field, text: str, index: Index) -> Iterable[_Read]:
    for sentence in sentences(text, index.breaks):
        hits = find_hits(sentence, text, index)
        if hits:
            yield _Read(field, text, sentence, hits)


def _setting(read: list[_Read], tags: Sequence[str], index: Index) -> _Setting:
    classes = Counter(symbol for one in read for symbol in one.hits)
    titles = {symbol for one in read if one.field == "title" for symbol in one.hits}
    for tag in tags:
        for sentence in sentences(tag):
            titles |= find_hits(sentence, tag, index).keys()
    classes.update(titles)
    whole: tuple[Status, ...] = ("fiction", "exercise")
    return _Setting(classes, frozenset(one for one in whole if f"@status.{one}" in titles))


def _matches(
    read: _Read, setting: _Setting, index: Index, lexicon: Lexicon
) -> Iterable[ThreatMatch]:
    held: list[_Chosen] = []
    for fit in find_fits(read.hits, read.sentence, index):
        verdict = weigh(fit, read.hits, setting.classes, read.sentence, lexicon)
        if verdict.score >= THRESHOLD:
            held.append(_Chosen(fit, verdict))
    for chosen in _best(held, lexicon):
        yield _match(chosen, read, setting, index, lexicon)


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
    chosen: _Chosen, read: _Read, setting: _Setting, index: Index, lexicon: Lexicon
) -> ThreatMatch:
    fit, sentence, hits = chosen.fit, read.sentence, read.hits
    sense = lexicon.senses[fit.entry]
    finding = decide(fit, sense.table.status, hits, setting.statuses, sentence)
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
