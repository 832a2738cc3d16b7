"""The threat stage against a statistical pipeline of the official small size, on one core."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from bench.measure import About, Sample, Target, interleaved, seconds
from bench.spacy_pipeline import build
from bench.texts import Text, texts

ABOUT = About(
    ours="find_threats on 200 Dutch and English articles, language known",
    theirs="spaCy nlp.pipe (tok2vec + ner, untrained) of each language on the same texts",
    unit="ms/article",
    target=Target(at_most=0.10),
)
COUNT = 200


def case(rounds: int) -> Iterator[Sample]:
    """Milliseconds an article, everything loaded and warm, both on the same core."""
    found = sorted(texts(COUNT), key=lambda text: text.language)
    with tempfile.TemporaryDirectory() as folder, _one_core():
        ours, theirs = _ours(found), _theirs(found, Path(folder))
        ours()
        theirs()
        yield from interleaved(rounds, lambda: _each(ours), lambda: _each(theirs))


def _each(work: Callable[[], None]) -> float:
    return seconds(work) * 1_000 / COUNT


def _ours(found: list[Text]) -> Callable[[], None]:
    from processors.threats import find_threats, load_lexicon  # noqa: PLC0415 - heavy data

    lexicon = load_lexicon()

    def work() -> None:
        for text in found:
            find_threats(text.title, text.body, language=text.language, lexicon=lexicon)

    return work


def _theirs(found: list[Text], folder: Path) -> Callable[[], None]:
    import spacy  # noqa: PLC0415 - 2-3 s

    parts = [
        (spacy.load(build(language, folder)), [f"{text.title}\n\n{text.body}" for text in group])
        for language, group in groupby(found, key=lambda text: text.language)
    ]

    def work() -> None:
        for nlp, documents in parts:
            for _ in nlp.pipe(documents, n_process=1):
                pass

    return work


@contextmanager
def _one_core() -> Iterator[None]:
    """Keep this process, its threads included, on one core."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
