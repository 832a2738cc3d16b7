"""`make classifier`: from the sentences to the weights that are shipped, in one run.

The same sentences and lexicon give the same weights. Prints what sentences that a model had not
seen got from it.
"""

from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track

import processors.threats.classifier
from processors.threats import load_lexicon
from training.threats.design import features_of
from training.threats.fit import fit, labels, out_of_fold
from training.threats.sentences import Example, read_examples
from training.threats.write import write_weights

WEIGHTS = Path(processors.threats.classifier.__file__).with_name("weights.npz")


def main() -> None:
    """Train, write, and print the figures."""
    out = Console(stderr=True)
    lexicon, examples = load_lexicon(), read_examples()
    read = track(examples, "reading sentences", console=out, transient=True)
    rows = [features_of(example, lexicon) for example in read]
    wanted = labels(examples)
    fitted = fit(rows, wanted)
    write_weights(fitted, sorted({one.language for one in examples}), WEIGHTS)
    print(f"{len(examples)} sentences, {WEIGHTS.stat().st_size / 1e6:.2f} MB of weights")
    for line in _figures(examples, wanted[:, 0], out_of_fold(rows, wanted)):
        print(line)


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
