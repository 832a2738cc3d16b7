"""F1 of the bare model, to choose by; figures of the whole pipeline, to report."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.language import Language

from processors.entities import Pipelines
from processors.entities.scoring import ALL, Sentence, Tally
from tocsin.local.entity_figures import figures, read_sentences
from training.entities.records import Record

_MOST = 600  # sentences of a set to choose by


def choosing(nlp: Language, sets: Mapping[str, Sequence[Record]]) -> dict[str, float]:
    """F1 (0 to 100) of the bare model by set, on at most 600 sentences of each."""
    return {name: 100 * _f1(nlp, records[:_MOST]) for name, records in sets.items()}


def _f1(nlp: Language, records: Sequence[Record]) -> float:
    tally = Tally()
    for record, doc in zip(records, nlp.pipe([each.text for each in records]), strict=True):
        sentence = Sentence(
            text=record.text, ents=record.ents, nomisc=record.nomisc, miss=record.miss
        )
        tally.add(sentence, [(e.start_char, e.end_char, e.label_) for e in doc.ents])
    return tally.scores()[ALL].f1


def reporting(files: Sequence[Path]) -> Iterator[list[dict[str, Any]]]:
    """The rows of `tocsin entities evaluate` for each file, by the pipeline as shipped."""
    pipelines = Pipelines(ours=True)
    for file in files:
        yield figures(file, read_sentences(file), pipelines)
