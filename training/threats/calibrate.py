"""`python -m training.threats.calibrate`: how much each reader weighs where both are heard.

Prints the constants of `processors/threats/classifier/second.py`, by logistic regression on
sentences and articles of ours that neither reader has learned from: `calibration/`.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from processors.threats import Classifier, Lexicon, load_classifier, load_lexicon
from processors.threats.classifier import Opinions
from processors.threats.encoder import Encoder, load_encoder, opening
from processors.threats.readings import Reading, find_readings
from processors.threats.text import written
from training.threats.articles import read_training_articles
from training.threats.sentences import read_examples

FOLDER = Path(__file__).parent / "calibration"
# As strongly held back as scikit-learn does by default; articles are few.
_SENTENCES_HELD, _ARTICLES_HELD = 1.0, 0.3

# Articles of lower log odds are mostly harmless, and would say nothing of the others.
_FITTED_FROM = -2.0

# What the first and the second reader say, and whether it is a threat.
Row = tuple[float, float, bool]


def main() -> None:
    """Fit both and print them."""
    lexicon, classifier, encoder = load_lexicon(), load_classifier(), load_encoder()
    sentences = _sentences(lexicon, classifier, encoder)
    print(f"sentences ({len(sentences)}): {_fitted(sentences, _SENTENCES_HELD)}")
    articles = _articles(lexicon, classifier, encoder)
    print(f"the likelier articles ({len(articles)}): {_fitted(articles, _ARTICLES_HELD)}")


def _sentences(lexicon: Lexicon, classifier: Classifier, encoder: Encoder) -> list[Row]:
    rows: list[Row] = []
    for one in read_examples(FOLDER / "sentences"):
        found, first = _first("", one.text, one.language, (), lexicon, classifier)
        second = encoder.log_odds([written(own.read.sentence, own.read.text) for own in found])
        odds = max(opinion.odds for opinion in first.sentences)
        rows.append((odds, float(second[:, 0].max()), bool(one.categories)))
    return rows


def _articles(lexicon: Lexicon, classifier: Classifier, encoder: Encoder) -> list[Row]:
    rows: list[Row] = []
    for one in read_training_articles(FOLDER / "articles"):
        _, first = _first(one.title, one.body, one.language, one.tags, lexicon, classifier)
        if first.article is not None and first.article > _FITTED_FROM:
            second = encoder.log_odds([opening(one.title, one.body)])
            rows.append((first.article, float(second[0, 0]), one.threat))
    return rows


def _first(
    title: str,
    body: str,
    language: str,
    tags: Sequence[str],
    lexicon: Lexicon,
    classifier: Classifier,
) -> tuple[list[Reading], Opinions]:
    index = lexicon.indexes[language]
    found = find_readings(title, body, index, lexicon, tags).readings
    return found, classifier.first_opinions(found, index)


def _fitted(rows: Sequence[Row], held: float) -> str:
    table = np.array([row[:2] for row in rows])
    model = LogisticRegression(C=held).fit(table, [row[2] for row in rows])
    bias = float(np.atleast_1d(model.intercept_)[0])
    first, second = model.coef_[0].tolist()
    return f"bias {bias:.2f}, first reader {first:.2f}, second reader {second:.2f}"


if __name__ == "__main__":
    main()
