"""A text as its sentences and what of the lexicon stands in each."""

from collections.abc import Iterator
from typing import NamedTuple

from processors.threats.hits import Hits, find_hits
from processors.threats.text import Sentence, sentences
from processors.threats.values import Index
from tocsin.model.entity import Field


class Read(NamedTuple):
    """A sentence of `text` (title or body), and where it holds what of the lexicon."""

    field: Field
    text: str
    sentence: Sentence
    hits: Hits


def read(field: Field, text: str, index: Index) -> Iterator[Read]:
    """The sentences of `text`, in text order."""
    for sentence in sentences(text, index.breaks):
        yield Read(field, text, sentence, find_hits(sentence, text, index))
