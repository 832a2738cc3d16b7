"""Lexicon and classifier asked about an article, before anything is decided."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from processors.threats.classifier import Classifier, Opinion, Opinions
from processors.threats.decision import alone_from
from processors.threats.readings import Reading, find_readings
from processors.threats.values import Index, Lexicon
from tocsin.model import Category, Status


class Heard(NamedTuple):
    """What both say, `column` being the lexicon in the language.

    `classifier` is None where none reads the language, and then there are no `opinions`; else one a
    reading. `odds` are its log odds on the whole article, None also for a few sentences, and
    `category` the article's likeliest. `enough` is the probability from which it makes a match
    alone.
    """

    column: Index
    readings: list[Reading]
    everywhere: frozenset[Status]
    classifier: Classifier | None
    opinions: Sequence[Opinion]
    odds: float | None
    category: Category | None
    enough: float

    def sentences(self) -> Iterator[tuple[Reading, Opinion | None]]:
        """Each reading with the opinion on it."""
        opinions = self.opinions or [None] * len(self.readings)
        return zip(self.readings, opinions, strict=True)


def hear(
    title: str,
    body: str,
    *,
    language: str,
    lexicon: Lexicon,
    classifier: Classifier | None,
    tags: Sequence[str],
) -> Heard | None:
    """What is said of the article; None for a language without a column."""
    index = lexicon.indexes.get(language)
    if index is None:
        return None
    found = find_readings(title, body, index, lexicon, tags)
    asked = classifier if classifier and classifier.reads(language) else None
    said = asked.opinions(title, body, found.readings, index) if asked else Opinions([], None)
    enough = alone_from(said.sentences, said.article)
    return Heard(index, found.readings, found.everywhere, asked, *said, enough)
