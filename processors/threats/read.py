"""A text as the sentences that hold anything of the lexicon."""

from collections.abc import Iterator
from typing import NamedTuple

from processors.threats.hits import Hits, find_hits
from processors.threats.text import Sentence, sentences
from processors.threats.values import Index
from tocsin.model.entity import Field


class Read(NamedTuple):
    """A sentence of `text` (title or body) that holds anything of the lexicon, and where."""

    field: Field
    text: str
    sentence: Sentence
    hits: Hits


def read(field: Field, text: str, index: Index) -> Iterator[Read]:
    """The sentences of `text` that hold anything, in text order."""
    for sentence in sentences(text, index.breaks):
        hits = find_hits(sentence, text, index)
        if hits:
            yield Read(field, text, sentence, hits)
