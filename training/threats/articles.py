"""The whole articles the classifier learns from: `articles/*.jsonl(.gz)`, ours.

Half of the hard ones report a threat, half are full of trap words; the harmless ones are the
ordinary run of a newspaper. Each sentence of a harmless article is a harmless example.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

import processors.threats
from bench.evaluate_articles import GoldArticle, read_articles
from processors.threats import Classifier, Lexicon
from processors.threats.classifier.article import FEWEST_SENTENCES, ArticleModel
from processors.threats.readings import find_readings
from processors.threats.text import sentences, written
from training.threats.sentences import Example

FOLDER = Path(__file__).parent / "articles"
# Chosen on the development half of the articles, among 0.03, 0.1 and 0.3.
_REGULARISATION = 0.1
# Even odds weigh a false alarm like a missed threat; a little caution rings fewer.
_CAUTION = 1.3
# A word class is one of hundreds, how its sentences were read is one of twelve signals.
_CLASS_SCALE = 0.3
# Their classes tell how a language puts things, not what an article is about.
_CUES = Path(processors.threats.__file__).with_name("cues")
_GRAMMAR = [_CUES / name for name in ("grammar.toml", "counting.toml")]


def read_training_articles(folder: Path = FOLDER) -> list[GoldArticle]:
    """All articles of all files, in order."""
    return [one for path in sorted(folder.glob("*.jsonl*")) for one in read_articles(path)]


def harmless_sentences(articles: Iterable[GoldArticle], lexicon: Lexicon) -> list[Example]:
    """The sentences of the harmless ones."""
    return [
        Example(one.language, written(own, text), (), "-", oblique=False)
        for one in articles
        if not one.threat
        for text in (one.title, one.body)
        for own in sentences(text, lexicon.indexes[one.language].breaks)
    ]


def fit_articles(
    articles: Iterable[GoldArticle], lexicon: Lexicon, classifier: Classifier
) -> ArticleModel:
    """Logistic regression on the signals of the articles, as `classifier` reads their sentences."""
    found = [(_signals(one, lexicon, classifier), one.threat) for one in articles]
    rows = [(signals, threat) for signals, threat in found if signals]
    names = sorted({name for signals, _ in rows for name in signals} - _grammatical())
    matrix = np.array([[signals.get(name, 0.0) for name in names] for signals, _ in rows])
    scaler = StandardScaler().fit(matrix)
    shares = np.array([_CLASS_SCALE if name[0] == "@" else 1.0 for name in names])
    model = LogisticRegression(C=_REGULARISATION, max_iter=2000)
    model.fit(scaler.transform(matrix) * shares, [threat for _, threat in rows])
    weights = model.coef_[0] * shares / np.asarray(scaler.scale_)
    bias = float(np.atleast_1d(model.intercept_)[0] - weights @ np.asarray(scaler.mean_)) - _CAUTION
    return ArticleModel(bias, dict(zip(names, weights.tolist(), strict=True)))


def _grammatical() -> set[str]:
    tables = (tomllib.loads(path.read_text("utf-8")) for path in _GRAMMAR)
    return {"@" + one["id"] for table in tables for one in table["class"]}


def _signals(article: GoldArticle, lexicon: Lexicon, classifier: Classifier) -> dict[str, float]:
    """The signals of an article; none for one too short to have a verdict of its own."""
    index = lexicon.indexes[article.language]
    readings = find_readings(article.title, article.body, index, lexicon, article.tags).readings
    if len(readings) < FEWEST_SENTENCES:
        return {}
    return classifier.signals(readings, classifier.first_opinions(readings, index).sentences)


def write_article_model(model: ArticleModel, path: Path) -> None:
    """The weights as TOML that people can read, the heaviest first."""
    ranked = sorted(model.weights.items(), key=lambda item: (-abs(item[1]), item[0]))
    lines = [f'"{name}" = {weight:.4f}' for name, weight in ranked]
    head = "# The share of each signal in the verdict on an article; see article.py.\n"
    path.write_text(
        head + f"bias = {model.bias:.4f}\n\n[weights]\n" + "\n".join(lines) + "\n", "utf-8"
    )
