"""The first reader: a linear model over pieces and classes, read for every sentence.

A word's part of the sum is computed once and remembered, so a sentence costs a lookup a word.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from processors.threats.classifier.words import Seen

Floats = NDArray[np.float32]
# Words kept in the cache before it is emptied: 70 bytes a row and its key, about 6 MB in all.
MOST_KNOWN = 40_000


class Weights(NamedTuple):
    """What was learned: a row of each table is one feature's share in every output.

    Outputs are: any threat, then the categories in the order of `CATEGORIES`.
    """

    pieces: Mapping[str, int]
    piece_table: Floats
    classes: Mapping[str, int]
    class_table: Floats
    bias: Floats
    languages: frozenset[str]


class FirstReader:
    """Scores sentences. Not for use by several threads at once: it remembers words."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._known: dict[Seen, int] = {}
        self._sums = np.zeros((1024, len(weights.bias)), np.float32)
        self._counts = np.zeros(1024, np.float32)

    def reads(self, language: str) -> bool:
        """Whether it has learned from sentences in the language (ISO 639-1)."""
        return language in self._weights.languages

    def knows(self, feature: str) -> bool:
        """Whether the class feature had a part in training."""
        return feature in self._weights.classes

    def logits(
        self, sentences: Sequence[Sequence[Seen]], features: Sequence[Iterable[str]]
    ) -> Floats:
        """One row of log odds a sentence; a sentence has words and class features."""
        if not sentences:
            return np.zeros((0, len(self._weights.bias)), np.float32)
        rows = [self._row(word) for words in sentences for word in words]
        starts = np.cumsum([0, *(len(words) for words in sentences[:-1])])
        sums = np.add.reduceat(self._sums[rows], starts, axis=0)
        counts = np.add.reduceat(self._counts[rows], starts)
        result: Floats = (sums / np.sqrt(counts)[:, None] + self._weights.bias).astype(np.float32)
        for at, names in enumerate(features):
            self._add_classes(result[at], names)
        return result

    def _add_classes(self, row: Floats, names: Iterable[str]) -> None:
        known = self._weights.classes
        found = [known[name] for name in names if name in known]
        if found:
            row += self._weights.class_table[found].sum(axis=0)

    def _row(self, word: Seen) -> int:
        row = self._known.get(word)
        return self._add(word) if row is None else row

    def _add(self, word: Seen) -> int:
        row = len(self._known)
        if row == len(self._sums):
            self._sums = np.concatenate([self._sums, np.zeros_like(self._sums)])
            self._counts = np.concatenate([self._counts, np.zeros_like(self._counts)])
        found = word.pieces()
        known = self._weights.pieces
        rows = [known[piece] for piece in found if piece in known]
        self._sums[row] = self._weights.piece_table[rows].sum(axis=0)
        self._counts[row] = len(found)
        self._known[word] = row
        return row

    def forget(self) -> None:
        """Empty the cache when it is full; called between articles, never within one."""
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()


def read_weights(path: Path) -> Weights:
    """The weights in an `.npz` file as `training.threats` writes it."""
    with np.load(path, allow_pickle=False) as file:
        return Weights(
            pieces=_numbered(file["pieces"]),
            piece_table=file["piece_table"] * file["piece_scale"],
            classes=_numbered(file["classes"]),
            class_table=file["class_table"] * file["class_scale"],
            bias=file["bias"],
            languages=frozenset(_numbered(file["languages"])),
        )


def _numbered(names: NDArray[np.uint8]) -> dict[str, int]:
    """Names, joined by newlines in UTF-8, by their place."""
    return {name: at for at, name in enumerate(bytes(names).decode().split("\n"))}
