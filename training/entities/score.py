"""Exact span and label, micro F1, of the bare model on sets of sentences."""

from collections.abc import Iterable, Mapping, Sequence

from spacy.language import Language

from training.entities.records import Record

_MOST = 600


def evaluate(nlp: Language, sets: Mapping[str, Sequence[Record]]) -> dict[str, float]:
    """F1 (0 to 100) by set, on at most 600 sentences of each, and their mean by language."""
    figures = {name: f1(nlp, records[:_MOST]) for name, records in sets.items()}
    return figures


def f1(nlp: Language, records: Sequence[Record]) -> float:
    """F1 (0 to 100); MISC does not count where the set marks none."""
    right = found = wanted = 0
    for record, doc in zip(records, nlp.pipe([r.text for r in records]), strict=True):
        gold = _counted(record, record.ents)
        ours = _counted(record, ((e.start_char, e.end_char, e.label_) for e in doc.ents))
        right += len(gold & ours)
        found += len(ours)
        wanted += len(gold)
    return 200 * right / max(1, found + wanted)


def _counted(record: Record, ents: Iterable[tuple[int, int, str]]) -> set[tuple[int, int, str]]:
    """Without MISC where it is not marked, and without what touches an unknown place."""
    return {
        (start, end, label)
        for start, end, label in ents
        if not (record.nomisc and label == "MISC")
        and not any(start < last and first < end for first, last in record.miss)
    }
