"""`make classifier DATA=folder`: from the sentences to the weights that are shipped, in one run.

The same sentences, data and lexicon give the same weights. Prints what sentences that a model had
not seen got from it. DATA is the folder of ordinary sentences (see `training.threats.ordinary`).
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track

import processors.threats.classifier
from processors.threats import Lexicon, load_classifier, load_lexicon
from training.threats.articles import (
    fit_articles,
    harmless_sentences,
    read_training_articles,
    write_article_model,
)
from training.threats.design import Features, features_of
from training.threats.fit import fit, labels, out_of_fold
from training.threats.generated import generate
from training.threats.ordinary import read_ordinary, read_ordinary_read
from training.threats.sentences import Example, read_examples
from training.threats.write import write_weights

WEIGHTS = Path(processors.threats.classifier.__file__).with_name("weights.npz")
ARTICLE = WEIGHTS.with_name("article.toml")
# Log odds of a first model from which an ordinary sentence may well report a threat: 9 to 1.
_SUSPECT = np.log(9)


def main() -> None:
    """Train, write, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of ordinary sentences")
    folder = parser.parse_args().data
    lexicon = load_lexicon()
    examples = [*read_examples(), *generate(lexicon), *read_ordinary_read(folder)]
    rows = _features(examples, lexicon)
    articles = read_training_articles()
    harmless = _harmless(rows, examples, _features(read_ordinary(folder), lexicon))
    harmless += _features(harmless_sentences(articles, lexicon), lexicon)
    wanted = labels(examples)
    nothing = np.zeros((len(harmless), wanted.shape[1]), bool)
    fitted = fit([*rows, *harmless], np.concatenate([wanted, nothing]))
    write_weights(fitted, sorted({one.language for one in examples}), WEIGHTS)
    write_article_model(fit_articles(articles, lexicon, load_classifier()), ARTICLE)
    print(f"{len(examples)} sentences of ours, {len(harmless)} ordinary ones")
    print(f"{len(articles)} articles")
    print(f"{WEIGHTS.stat().st_size / 1e6:.2f} MB of weights")
    print(*_figures(examples, wanted[:, 0], out_of_fold(rows, wanted, harmless)), sep="\n")


def _features(examples: Sequence[Example], lexicon: Lexicon) -> list[Features]:
    out = Console(stderr=True)
    shown = track(examples, "reading sentences", console=out, transient=True)
    return [features_of(example, lexicon) for example in shown]


def _harmless(
    rows: Sequence[Features], examples: Sequence[Example], ordinary: Sequence[Features]
) -> list[Features]:
    """The ordinary sentences that neither the lexicon nor a first model suspects."""
    first = fit(rows, labels(examples)[:, :1])
    odds = first.logits(ordinary)[:, 0]
    return [
        row
        for row, suspect in zip(ordinary, odds > _SUSPECT, strict=True)
        if not suspect and not any(name[0].startswith("#") for name in row.classes)
    ]


def _figures(examples: list[Example], threats: np.ndarray, logits: np.ndarray) -> list[str]:
    """Precision and recall on unseen folds, at even odds."""
    lines: list[str] = []
    oblique = np.array([one.oblique for one in examples])
    for name, chosen in (("plain", ~oblique), ("oblique", oblique)):
        flagged = logits[chosen] > 0
        right = (flagged & threats[chosen]).sum()
        precision, recall = right / flagged.sum(), right / threats[chosen].sum()
        lines.append(f"{name:8} alone, unseen folds: P {precision:.3f}  R {recall:.3f}")
    return lines


if __name__ == "__main__":
    main()
