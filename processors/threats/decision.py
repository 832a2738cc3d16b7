"""Lexicon and classifier heard together: which senses of a sentence become matches.

The lexicon says what and where. The classifier may refuse a sense that it has met in training, and
alone it may add a match, of a middling severity at most.
"""

from collections.abc import Sequence
from typing import NamedTuple

from processors.threats.classifier import Classifier, Opinion
from processors.threats.frames import Fit
from processors.threats.hits import Hit
from processors.threats.precedence import Held
from processors.threats.readings import Reading
from processors.threats.sense import Verdict
from processors.threats.values import Lexicon
from tocsin.model import Category, Status

# Only both readers together make a match where the lexicon makes none. Chosen on sentences that
# neither had seen, where nine in ten are right.
ALONE_FROM, NEVER = 0.7, 1.0
# No match of the classifier alone is graver than this (0-100).
MOST_ALONE = 45
# What `ThreatMatch.term` says when no entry of the lexicon holds.
CLASSIFIER = "classifier"


class Chosen(NamedTuple):
    """A match to make: where it stands, as what, how grave at least, and who spoke for it.

    `status` is that of the lexicon entry; `severity` what a plain report has; `likely` and `sure`
    what the classifier says of sentence and status, None where it was not asked or is not sure.
    """

    held: Held
    category: Category
    status: Status | None
    severity: int
    likely: float | None
    sure: Status | None

    @property
    def alone(self) -> bool:
        """Whether only the classifier speaks for it."""
        return self.held.fit.entry == CLASSIFIER


def alone_from(opinions: Sequence[Opinion], odds: float | None) -> float:
    """The probability from which the classifier alone makes a match of a sentence.

    An article that is about a threat by its `odds` has at least one: the likeliest.
    """
    enough = ALONE_FROM if any(one.both for one in opinions) else NEVER
    if odds is None or odds <= 0:
        return enough
    return min(enough, max(one.likely for one in opinions))


def choose(
    reading: Reading,
    opinion: Opinion | None,
    classifier: Classifier | None,
    lexicon: Lexicon,
    enough: float,
) -> list[Chosen]:
    """The matches of a sentence, in text order. Without an `opinion` the lexicon decides alone.

    From a probability of `enough` the classifier makes a match where the lexicon makes none.
    """
    if opinion is None or classifier is None:
        return [_of_lexicon(one, None, lexicon) for one in reading.held]
    kept = classifier.kept(reading, opinion)
    if kept or opinion.likely < enough:
        return [_of_lexicon(one, opinion, lexicon) for one in kept]
    return [_of_classifier(reading, opinion, lexicon)]


def _of_lexicon(held: Held, opinion: Opinion | None, lexicon: Lexicon) -> Chosen:
    sense = lexicon.senses[held.fit.entry]
    base = sense.severity if sense.table.severity is None else sense.table.severity
    likely, sure = (opinion.likely, opinion.status) if opinion else (None, None)
    return Chosen(held, sense.category, sense.table.status, base, likely, sure)


def _of_classifier(reading: Reading, opinion: Opinion, lexicon: Lexicon) -> Chosen:
    severities = (
        sense.severity for sense in lexicon.senses.values() if sense.category == opinion.category
    )
    base = min(MOST_ALONE, next(severities, MOST_ALONE))
    last = len(reading.read.sentence) - 1
    whole = Hit(0, last)
    fit = Fit(CLASSIFIER, 0, last, frozenset(), whole, (whole,))
    held = Held(fit, Verdict(opinion.likely, ()))
    return Chosen(held, opinion.category, None, base, opinion.likely, opinion.status)
