"""The training loop: a passes-over-the-data affair with a learning rate that falls to its end."""

import importlib
import random
from collections.abc import Iterator, Sequence
from typing import Any

from rich.progress import Progress
from spacy.language import Language
from spacy.training import Example
from spacy.util import load_model_from_config

from training.entities.documents import example
from training.entities.mixture import Data, Group, one_pass

LABELS = ("PER", "ORG", "LOC", "MISC")
_WARM_UP = 250  # steps
_LAST = 0.05  # of the learning rate at first
_MOST_TOKENS = 1_000  # a batch
_SHOWN = 200  # groups from which spaCy infers the sizes of layers


def build(config: dict[str, Any]) -> Language:
    """The pipeline that the config describes, untrained."""
    importlib.import_module("processors.entities.embedding")  # registers what the config names
    nlp = load_model_from_config(config, auto_fill=True)
    for label in LABELS:
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined] # a trainable pipe's
    return nlp


def train(nlp: Language, data: Data, settings: dict[str, Any], progress: Progress) -> Iterator[Any]:
    """Train in place; after each pass the optimizer, whose averages are the weights to keep.

    `settings` is the config's `[training]`: seed, dropout, max_epochs and the optimizer.
    """
    rnd = random.Random(settings["seed"])
    passes = settings["max_epochs"]
    groups = one_pass(data, rnd)
    optimizer = nlp.initialize(lambda: [example(nlp, group) for group in groups[:_SHOWN]])
    rate = settings["optimizer"]["learn_rate"]
    total, done, step = passes * len(groups), 0, 0
    bar = progress.add_task("training", total=total)
    for number in range(passes):
        for batch in _batches(nlp, groups, rnd):
            step += 1
            done += len(batch)
            optimizer.learn_rate = rate * min(1, step / _WARM_UP) * max(_LAST, 1 - done / total)
            nlp.update(batch, drop=settings["dropout"], sgd=optimizer)
            progress.update(bar, completed=done, description=f"training, pass {number + 1}")
        yield optimizer
        groups = one_pass(data, rnd)


def _batches(nlp: Language, groups: Sequence[Group], rnd: random.Random) -> Iterator[list[Example]]:
    batch: list[Example] = []
    size = 0
    for group in groups:
        batch.append(example(nlp, group, rnd))
        size += len(batch[-1].reference)
        if size >= _MOST_TOKENS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
