"""Sentences to spaCy's examples, with what is unknown left out of the loss."""

import random
import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans

from training.entities.records import Record

_JOINTS = (" ", " ", " ", "\n", "\n\n")
# Capitalised words inside a sentence: names of a kind that the set does not mark.
_CAPITALISED = re.compile(r"(?<=[\w,;’'\"] )[A-ZÀ-Þ][\w’'-]*")
_GERMAN = re.compile(r"\b[a-zäöüß]{3,}isch(?:e[nmrs]?)?\b|\b[A-Z][a-zäöü]+er\b(?= [A-Z])")
_WITHOUT_CAPITALS = ("ru", "tr", "ar", "uk")  # their adjectives of nations are written small


def example(
    nlp: Language, group: Sequence[tuple[Record, str]], rnd: random.Random | None = None
) -> Example:
    """One text of the sentences of a group."""
    text = ""
    ents: list[tuple[int, int, str]] = []
    unknown: list[tuple[int, int]] = []
    for record, language in group:
        text += (rnd.choice(_JOINTS) if rnd else " ") if text else ""
        offset = len(text)
        text += record.text
        ents += [(start + offset, end + offset, label) for start, end, label in record.ents]
        unknown += [(a + offset, b + offset) for a, b in _unknown(record, language)]
    doc = nlp.make_doc(text)
    _annotate(doc, ents, unknown)
    return Example(nlp.make_doc(text), doc)


def _unknown(record: Record, language: str) -> Iterator[tuple[int, int]]:
    yield from record.miss
    if record.nomisc and language not in _WITHOUT_CAPITALS:
        pattern = _GERMAN if language == "de" else _CAPITALISED
        yield from (match.span() for match in pattern.finditer(record.text))


def _annotate(doc: Doc, ents: list[tuple[int, int, str]], unknown: list[tuple[int, int]]) -> None:
    spans = filter_spans([span for ent in ents if (span := _span(doc, *ent))])
    covered = {at for span in spans for at in range(span.start, span.end)}
    missing = filter_spans(
        [
            span
            for start, end in unknown
            if (span := doc.char_span(start, end, alignment_mode="expand"))
            and covered.isdisjoint(range(span.start, span.end))
        ]
    )
    doc.set_ents(spans, missing=missing, default="outside")


def _span(doc: Doc, start: int, end: int, label: str) -> Span | None:
    """Where a name ends inside a token, without that token, or with it if nothing else is left."""
    span = doc.char_span(start, end, label=label, alignment_mode="contract")
    return span or doc.char_span(start, end, label=label, alignment_mode="expand")
