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

# A probability chosen on the development half of the sentences, where nine in ten are right.
ALONE_FROM = 0.785
# No match of the classifier alone is graver than this (0-100).
MOST_ALONE = 45
# What `ThreatMatch.term` says when no entry of the lexicon holds.
CLASSIFIER = "classifier"


class Chosen(NamedTuple):
    """A match to make: where it stands, as what, how grave at least, and who spoke for it.

    `status` is that of the lexicon entry; `severity` what a plain report has; `likely` what the
    classifier says, None where it was not asked.
    """

    held: Held
    category: Category
    status: Status | None
    severity: int
    likely: float | None

    @property
    def alone(self) -> bool:
        """Whether only the classifier speaks for it."""
        return self.held.fit.entry == CLASSIFIER


def alone_from(opinions: Sequence[Opinion], odds: float | None) -> float:
    """The probability from which the classifier alone makes a match of a sentence.

    An article that is about a threat by its `odds` has at least one: the likeliest.
    """
    if odds is None or odds <= 0:
        return ALONE_FROM
    return min(ALONE_FROM, max(one.likely for one in opinions))


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
    likely = opinion.likely if opinion else None
    kept = [
        _of_lexicon(one, likely, lexicon)
        for one in reading.held
        if not refuses(opinion, classifier, one)
    ]
    if kept or opinion is None or opinion.likely < enough:
        return kept
    return [_of_classifier(reading, opinion, lexicon)]


def refuses(opinion: Opinion | None, classifier: Classifier | None, held: Held) -> bool:
    """Whether the classifier speaks against a sense: only of an entry that it has learned."""
    if opinion is None or classifier is None or not opinion.refuses(held.verdict.score):
        return False
    return classifier.knows(held.fit.entry)


def _of_lexicon(held: Held, likely: float | None, lexicon: Lexicon) -> Chosen:
    sense = lexicon.senses[held.fit.entry]
    base = sense.severity if sense.table.severity is None else sense.table.severity
    return Chosen(held, sense.category, sense.table.status, base, likely)


def _of_classifier(reading: Reading, opinion: Opinion, lexicon: Lexicon) -> Chosen:
    severities = (
        sense.severity for sense in lexicon.senses.values() if sense.category == opinion.category
    )
    base = min(MOST_ALONE, next(severities, MOST_ALONE))
    last = len(reading.read.sentence) - 1
    whole = Hit(0, last)
    fit = Fit(CLASSIFIER, 0, last, frozenset(), whole, (whole,))
    held = Held(fit, Verdict(opinion.likely, ()))
    return Chosen(held, opinion.category, None, base, opinion.likely)
