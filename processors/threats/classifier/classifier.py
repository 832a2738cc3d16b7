"""What the classifier says of each sentence of an article, beside what the lexicon found there."""

import math
from collections.abc import Sequence
from pathlib import Path

from processors.threats.classifier.article import (
    FEWEST_SENTENCES,
    ArticleModel,
    article_signals,
    read_article_model,
)
from processors.threats.classifier.features import class_features
from processors.threats.classifier.linear import LinearModel, read_weights
from processors.threats.classifier.opinion import Opinion
from processors.threats.classifier.words import keys
from processors.threats.readings import Reading
from processors.threats.values import Index
from tocsin.model import CATEGORIES

_WEIGHTS = Path(__file__).with_name("weights.npz")
_ARTICLE = _WEIGHTS.with_name("article.toml")
# Log odds beyond which nothing is surer.
_CERTAIN = 30.0


class Classifier:
    """The shipped model. It remembers words, so each thread needs one of its own."""

    def __init__(self, model: LinearModel, article: ArticleModel) -> None:
        self._model = model
        self._article = article

    def reads(self, language: str) -> bool:
        """Whether it has learned from sentences in the language (ISO 639-1)."""
        return self._model.reads(language)

    def knows(self, entry: str) -> bool:
        """Whether the lexicon entry was there when the model learned: it may speak against it."""
        return self._model.knows(f"#{entry}")

    def opinions(self, readings: Sequence[Reading], index: Index) -> list[Opinion]:
        """One a sentence."""
        self._model.forget()
        words = [keys(one.read.sentence, one.read.text, index) for one in readings]
        features = [
            class_features(one.read.hits, (held.fit.entry for held in one.held)) for one in readings
        ]
        logits = self._model.logits(words, features)
        best = logits[:, 1:].argmax(axis=1).tolist()
        return [
            Opinion(_likely(threat), CATEGORIES[category], threat)
            for threat, category in zip(logits[:, 0].tolist(), best, strict=True)
        ]

    def article_odds(
        self, readings: Sequence[Reading], opinions: Sequence[Opinion]
    ) -> float | None:
        """The log odds that the whole article is about a threat; None for a few sentences."""
        if len(readings) < FEWEST_SENTENCES:
            return None
        return self._article.log_odds(article_signals(readings, opinions))


def _likely(log_odds: float) -> float:
    """The probability; no text, however long its words, makes it overflow."""
    return 1 / (1 + math.exp(-max(-_CERTAIN, min(_CERTAIN, log_odds))))


def load_classifier() -> Classifier:
    """The classifier that comes with Tocsin."""
    return Classifier(LinearModel(read_weights(_WEIGHTS)), read_article_model(_ARTICLE))
