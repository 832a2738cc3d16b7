"""`python -m training.entities.train`: from the data to a model."""

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import spacy
from rich.console import Console
from rich.progress import Progress, TimeElapsedColumn
from spacy.language import Language
from spacy.training import Example
from spacy.util import load_model_from_config
from thinc.api import Config, NumpyOps, fix_random_seed, set_current_ops

import processors.entities.embedding  # noqa: F401 - registers what the config names
from training.entities.documents import example
from training.entities.mixture import Data, dev_sets, load, one_pass, prepare
from training.entities.score import evaluate

LABELS = ("PER", "ORG", "LOC", "MISC")
_WARM_UP = 250  # steps
_LAST = 0.05  # of the rate at first
_MOST_TOKENS = 1_000  # a batch


def build(config: dict[str, Any]) -> Language:
    """The pipeline that the config describes, untrained."""
    nlp = load_model_from_config(config, auto_fill=True)
    for label in LABELS:
        nlp.get_pipe("ner").add_label(label)
    return nlp


def train(nlp: Language, data: Data, config: dict[str, Any], progress: Progress) -> Any:
    """Train in place; the optimizer, whose averages are the weights to ship."""
    settings = config["training"]
    rnd = random.Random(settings["seed"])
    passes = settings["max_epochs"]
    groups = one_pass(data, rnd)
    optimizer = nlp.initialize(lambda: [example(nlp, group) for group in groups[:200]])
    optimizer.learn_rate = rate = settings["optimizer"]["learn_rate"]
    bar = progress.add_task("training", total=passes * len(groups))
    step = done = tokens = 0
    total = passes * len(groups)
    started = time.monotonic()
    losses: dict[str, float] = {}
    for _ in range(passes):
        for batch, seen in _batches(nlp, groups, rnd):
            step += 1
            done += seen
            part = max(_LAST, 1 - done / total)
            optimizer.learn_rate = rate * min(1, step / _WARM_UP) * part
            nlp.update(batch, drop=settings["dropout"], losses=losses, sgd=optimizer)
            tokens += sum(len(each.reference) for each in batch)
            progress.update(bar, completed=done)
            if step % 1000 == 0:
                speed = tokens / (time.monotonic() - started)
                progress.console.print(f"step {step} {done / total:.0%} loss {losses['ner']:.0f} {speed:.0f} tokens/s")
                losses["ner"] = 0.0
        yield optimizer
        groups = one_pass(data, rnd)


def _batches(
    nlp: Language, groups: Sequence[Any], rnd: random.Random
) -> Iterator[tuple[list[Example], int]]:
    batch: list[Example] = []
    size = 0
    for group in groups:
        batch.append(example(nlp, group, rnd))
        size += len(batch[-1].reference)
        if size >= _MOST_TOKENS:
            yield batch, len(batch)
            batch, size = [], 0
    if batch:
        yield batch, len(batch)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--config", type=Path, default=Path(__file__).with_name("config.cfg"))
    parser.add_argument("--mixture", type=Path, default=Path(__file__).with_name("mixture.toml"))
    parser.add_argument("--set", action="append", default=[])
    options = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))
    overrides = {key: json.loads(value) for key, value in (each.split("=") for each in options.set)}
    config = Config().from_disk(options.config, overrides=overrides)
    fix_random_seed(config["training"]["seed"])
    mixture = load(options.mixture)
    data = prepare(options.data, mixture)
    nlp = build(config)
    console = Console(width=150)
    dev = dev_sets(options.data, mixture.weight)
    with Progress(*Progress.get_default_columns(), TimeElapsedColumn(), console=console) as progress:
        for number, optimizer in enumerate(train(nlp, data, config, progress), 1):
            with nlp.use_params(optimizer.averages):
                figures = evaluate(nlp, dev)
                console.print(number, " ".join(f"{k} {v:.1f}" for k, v in figures.items()))
                nlp.to_disk(options.out)


if __name__ == "__main__":
    main()
