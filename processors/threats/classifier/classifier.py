"""What the classifier says of each sentence of an article, beside what the lexicon found there."""

from collections.abc import Sequence
from pathlib import Path

from processors.threats.classifier.article import (
    FEWEST_SENTENCES,
    ArticleModel,
    article_signals,
    read_article_model,
)
from processors.threats.classifier.features import class_features
from processors.threats.classifier.likely import likely
from processors.threats.classifier.linear import LinearModel, read_weights
from processors.threats.classifier.opinion import Opinion
from processors.threats.classifier.second import Opinions, is_candidate, read_again
from processors.threats.classifier.words import keys
from processors.threats.encoder import Encoder, load_encoder
from processors.threats.precedence import Held
from processors.threats.readings import Reading
from processors.threats.values import Index
from tocsin.model import CATEGORIES

_WEIGHTS = Path(__file__).with_name("weights.npz")
_ARTICLE = _WEIGHTS.with_name("article.toml")


class Classifier:
    """The shipped models. It remembers words, so each thread needs one of its own.

    The first reader is linear and reads everything; the second is an encoder and reads candidates.
    """

    def __init__(self, model: LinearModel, article: ArticleModel, encoder: Encoder) -> None:
        self._model = model
        self._article = article
        self._encoder = encoder

    def reads(self, language: str) -> bool:
        """Whether it has learned from sentences in the language (ISO 639-1)."""
        return self._model.reads(language)

    def kept(self, reading: Reading, opinion: Opinion) -> list[Held]:
        """The senses of a sentence that it does not refuse: it speaks only of those it has met."""
        return [
            one
            for one in reading.held
            if not (opinion.refuses(one.verdict.score) and self._model.knows(f"#{one.fit.entry}"))
        ]

    def opinions(
        self, title: str, body: str, readings: Sequence[Reading], index: Index
    ) -> Opinions:
        """What it says of the article with these sentences."""
        first = self.first_opinions(readings, index)
        if not is_candidate(readings, first):
            return first
        return read_again(title, body, readings, first, self._encoder)

    def first_opinions(self, readings: Sequence[Reading], index: Index) -> Opinions:
        """What the first reader alone says."""
        sentences = self._sentences(readings, index)
        if len(readings) < FEWEST_SENTENCES:
            return Opinions(sentences, None)
        return Opinions(sentences, self._article.log_odds(self.signals(readings, sentences)))

    def signals(self, readings: Sequence[Reading], opinions: Sequence[Opinion]) -> dict[str, float]:
        """What the article model sees of an article of enough sentences."""
        kept = [self.kept(own, one) for own, one in zip(readings, opinions, strict=True)]
        return article_signals(readings, opinions, kept)

    def _sentences(self, readings: Sequence[Reading], index: Index) -> list[Opinion]:
        self._model.forget()
        words = [keys(one.read.sentence, one.read.text, index) for one in readings]
        features = [
            class_features(one.read.hits, (held.fit.entry for held in one.held)) for one in readings
        ]
        logits = self._model.logits(words, features)
        best = logits[:, 1:].argmax(axis=1).tolist()
        return [
            Opinion(likely(threat), CATEGORIES[category], threat)
            for threat, category in zip(logits[:, 0].tolist(), best, strict=True)
        ]


def load_classifier() -> Classifier:
    """The classifier that comes with Tocsin."""
    model = LinearModel(read_weights(_WEIGHTS))
    return Classifier(model, read_article_model(_ARTICLE), load_encoder())
