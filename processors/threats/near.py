"""What almost matched, and what stopped it: for people who ask why an article raised no alarm."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from processors.threats.classifier import Classifier, Opinion
from processors.threats.hearing import Heard, hear
from processors.threats.hits import Hit
from processors.threats.precedence import Held
from processors.threats.read import Read
from processors.threats.readings import Reading
from processors.threats.sense import THRESHOLD
from processors.threats.values import Lexicon
from tocsin.model.entity import Field

# A classifier's doubt from here on is worth telling.
_NEARLY = 0.3
# Of the same words only the sense that came nearest is told, and of a text so many.
_MOST = 200


class NearMiss(NamedTuple):
    """Words that made no match: `text` is exactly `<field>[start:end]`.

    `what` names the lexicon entry, the class of idioms or `classifier`; `stopped` says in words
    what spoke against it.
    """

    field: Field
    start: int
    end: int
    text: str
    what: str
    stopped: str


def find_near_misses(
    title: str,
    body: str,
    *,
    language: str,
    lexicon: Lexicon,
    classifier: Classifier | None = None,
    tags: Sequence[str] = (),
) -> tuple[NearMiss, ...]:
    """Everything of the lexicon that stands in the text and made no match, in text order."""
    heard = hear(title, body, language=language, lexicon=lexicon, classifier=classifier, tags=tags)
    if heard is None:
        return ()
    found = (
        miss for one, opinion in heard.sentences() for miss in _of_sentence(one, opinion, heard)
    )
    return tuple(islice(found, _MOST))


def _of_sentence(reading: Reading, opinion: Opinion | None, heard: Heard) -> Iterator[NearMiss]:
    read = reading.read
    for symbol in sorted(heard.column.swallowing & read.hits.keys()):
        for hit in read.hits[symbol]:
            yield _miss(read, hit, symbol[1:], "a fixed expression that means something else")
    for one in _nearest(reading.failed):
        yield _of_sense(read, one, _weighed(one))
    for one in reading.yielded:
        yield _of_sense(read, one, "gives way to a more specific sense beside it")
    kept = heard.classifier.kept(reading, opinion) if heard.classifier and opinion else []
    for one in reading.held:
        if opinion and one not in kept:
            yield _of_sense(read, one, f"the classifier speaks against it ({opinion.likely:.2f})")
    if opinion and not reading.held and _NEARLY <= opinion.likely < heard.enough:
        whole = Hit(0, len(read.sentence) - 1)
        said = f"{opinion.category}, {opinion.likely:.2f} where {heard.enough:.2f} is needed"
        yield _miss(read, whole, "classifier", said)


def _nearest(failed: Sequence[Held]) -> list[Held]:
    """Of senses on the same words, the one with the best score."""
    best: dict[Hit, Held] = {}
    for one in failed:
        known = best.get(one.fit.anchor)
        if known is None or one.verdict.score > known.verdict.score:
            best[one.fit.anchor] = one
    return list(best.values())


def _weighed(one: Held) -> str:
    against = [f"{name} {weight:+.1f}" for name, weight in one.verdict.reasons if weight < 0]
    score = f"{one.verdict.score:.1f} of {THRESHOLD:.1f}"
    return f"{', '.join(against)}: {score}" if against else f"too little speaks for it: {score}"


def _of_sense(read: Read, one: Held, stopped: str) -> NearMiss:
    return _miss(read, Hit(one.fit.first, one.fit.last), one.fit.entry, stopped)


def _miss(read: Read, hit: Hit, what: str, stopped: str) -> NearMiss:
    start, end = read.sentence[hit.first].start, read.sentence[hit.last].end
    return NearMiss(read.field, start, end, read.text[start:end], what, stopped)
