"""The shipped entity model against a statistical pipeline of the official small size, one core."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import About, Sample, Target, UnavailableError, in_turn, seconds
from bench.one_core import one_core
from bench.spacy_pipeline import build
from bench.texts import texts

ABOUT = About(
    ours="the shipped entity model on 200 Dutch and English articles, in batches",
    theirs="a tok2vec + ner of the official small size (untrained) on the same texts, in batches",
    unit="words/s",
    target=Target(at_least=2.0),
)
if TYPE_CHECKING:
    from spacy.language import Language

COUNT = 200
LANGUAGES = ("nl", "en")
BATCH = 64

Side = Callable[[list[str]], object]


def case(rounds: int) -> Iterator[Sample]:
    """Words (between spaces) a second, everything loaded, the same core, new texts every round."""
    sets = [_texts(seed) for seed in range(rounds + 1)]
    with tempfile.TemporaryDirectory() as folder, one_core():
        yield from in_turn(sets, _ours(), _theirs(Path(folder)), _speed)


def _texts(seed: int) -> list[str]:
    found = texts(COUNT, seed=seed, languages=LANGUAGES)
    return [f"{text.title}\n\n{text.body}" for text in found]


def _speed(side: Side, found: list[str]) -> float:
    return sum(len(text.split()) for text in found) / seconds(lambda: side(found))


def _ours() -> Side:
    from processors.entities import shipped

    if not shipped.is_there():
        raise UnavailableError("the shipped model is not there: make model")
    return _reading(shipped.load())


def _theirs(folder: Path) -> Side:
    import spacy  # 2-3 s

    return _reading(spacy.load(build("nl", folder)))


def _reading(pipeline: "Language") -> Side:
    def side(found: list[str]) -> None:
        with pipeline.memory_zone():
            for _ in pipeline.pipe(found, batch_size=BATCH, n_process=1):
                pass

    return side
