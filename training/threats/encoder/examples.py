"""What the encoder learns from: our sentences, our articles as a whole, and ordinary sentences."""

import random
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bench.evaluate_articles import GoldArticle
from processors.threats.classifier import Classifier
from processors.threats.encoder.encoder import opening
from processors.threats.readings import find_readings
from processors.threats.text import sentences, written
from processors.threats.values import Lexicon
from tocsin.model import CATEGORIES, STATUSES
from training.threats.articles import harmless_sentences, read_training_articles
from training.threats.generated import generate
from training.threats.ordinary import read_ordinary, read_ordinary_read
from training.threats.sentences import Example, read_examples

# Ordinary sentences that are read; all of them would take most of the time.
_ORDINARY = 6000
# Of both as many again in the second round.
_OURS_AGAIN, _ORDINARY_AGAIN = 8000, 2000
_SEED = 2


class Labelled(NamedTuple):
    """A text and its outputs: whether it is a threat, the categories, and the status if told."""

    text: str
    wanted: np.ndarray


class Lessons(NamedTuple):
    """What the two rounds of training read.

    The first reads everything of which the label is ours; the second what the first still saw
    wrongly in ordinary text, twice, among others so that nothing is forgotten.
    """

    first: list[Labelled]
    second: list[Labelled]


def read_lessons(data: Path, lexicon: Lexicon, classifier: Classifier) -> Lessons:
    """Both rounds, in a fixed order."""
    rng = random.Random(_SEED)
    ours = [_of_example(one) for one in [*read_examples(), *generate(lexicon)]]
    articles = read_training_articles()
    ordinary = _unsuspected(read_ordinary(data), lexicon, classifier)
    ordinary += harmless_sentences(articles, lexicon)
    rng.shuffle(ordinary)
    harmless = [_of_example(one) for one in ordinary[:_ORDINARY]]
    whole = [_labelled(opening(one.title, one.body), _categories(one)) for one in articles]
    read = [_of_example(one) for one in read_ordinary_read(data)]
    again = [*rng.sample(ours, _OURS_AGAIN), *rng.sample(harmless, _ORDINARY_AGAIN)]
    return Lessons([*ours, *harmless, *whole], [*read, *read, *again, *whole])


def _categories(article: GoldArticle) -> Sequence[str]:
    return article.categories if article.threat else ()


def _unsuspected(
    ordinary: Iterable[Example], lexicon: Lexicon, classifier: Classifier
) -> list[Example]:
    """Those in which neither the lexicon nor the classifier sees anything: they have no label."""
    return [one for one in ordinary if not _suspected(one, lexicon, classifier)]


def _suspected(one: Example, lexicon: Lexicon, classifier: Classifier) -> bool:
    index = lexicon.indexes[one.language]
    found = find_readings("", one.text, index, lexicon).readings
    opinions = classifier.first_opinions(found, index).sentences
    return any(own.held for own in found) or any(opinion.odds > 0 for opinion in opinions)


def _words(text: str) -> str:
    """From the first to the last word, as a sentence of an article is read."""
    return written(tuple(chain.from_iterable(sentences(text))), text)


def _of_example(one: Example) -> Labelled:
    return _labelled(_words(one.text), one.categories, one.status)


def _labelled(text: str, categories: Sequence[str], status: str = "") -> Labelled:
    named = (name in categories for name in CATEGORIES)
    wanted = [bool(categories), *named, *(name == status for name in STATUSES)]
    return Labelled(text, np.array(wanted, np.float32))
