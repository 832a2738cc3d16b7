"""`make encoder DATA=folder BASE=file`: the second reader's weights, in one run of about an hour.

DATA is the folder of ordinary sentences (see `training.threats.ordinary`), BASE the pretrained
encoder (see `base`). The first reader must be trained before: ordinary sentences that it suspects
are left out.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import jax.numpy as jnp
import numpy as np
from rich.console import Console
from rich.progress import track

import processors.threats.encoder
from processors.threats import load_classifier, load_lexicon
from processors.threats.encoder.encoder import numbered
from training.threats.encoder.base import Base, read_base
from training.threats.encoder.batches import Batch
from training.threats.encoder.examples import Labelled, read_lessons
from training.threats.encoder.resume import Resumed, resume
from training.threats.encoder.start import start, vectors
from training.threats.encoder.train import Task, train
from training.threats.encoder.vocabulary import used, vocabulary
from training.threats.encoder.write import write_encoder
from training.threats.ordinary import read_ordinary

WEIGHTS = Path(processors.threats.encoder.__file__).with_name("weights.npz")
# Epochs of each round, and its share of the full learning rate.
_ROUNDS = ((3, 1.0), (1, 0.35))
# Batches between two lines of progress.
_TOLD = 100
_SEED = 0


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of ordinary sentences")
    parser.add_argument("base", type=Path, help="the pretrained encoder: e5-small-q4.bin")
    parser.add_argument("--again", action="store_true", help="the second round alone")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    base = read_base(options.base)
    lessons = read_lessons(options.data, load_lexicon(), load_classifier())
    resumed = resume(WEIGHTS, base) if options.again else _fresh(base, lessons.first, options.data)
    known = vocabulary(base, resumed.kept)
    fixed = jnp.asarray(vectors(base, resumed.kept))
    trained = {name: jnp.asarray(value) for name, value in resumed.trained.items()}
    for labelled, (epochs, share) in [*zip(lessons, _ROUNDS, strict=True)][options.again :]:
        texts = [numbered(one.text, known) for one in labelled]
        wanted = np.stack([one.wanted for one in labelled])
        trained = train(Task(texts, wanted, epochs, share), trained, fixed, _shown)
        print(f"{len(labelled)} texts, {sum(map(len, texts))} subwords")
    written = {name: np.asarray(value) for name, value in trained.items()}
    write_encoder(written, base, resumed.kept, options.out)
    print(
        f"{len(resumed.kept)} subwords known, {options.out.stat().st_size / 1e6:.1f} MB of weights"
    )


def _fresh(base: Base, labelled: Sequence[Labelled], data: Path) -> Resumed:
    texts = [*(one.text for one in labelled), *(one.text for one in read_ordinary(data))]
    rng = np.random.default_rng(_SEED)
    return Resumed(start(base, len(labelled[0].wanted), rng), used(base, texts))


def _shown(batches: Sequence[Batch]) -> Iterable[Batch]:
    """The batches, with a bar on a terminal and a line now and then in a pipe."""
    console = Console(stderr=True)
    if console.is_terminal:
        yield from track(batches, "training", console=console, transient=True)
        return
    for at, batch in enumerate(batches):
        if at % _TOLD == 0:
            print(f"training: {at} of {len(batches)} batches", file=sys.stderr, flush=True)
        yield batch


if __name__ == "__main__":
    main()
