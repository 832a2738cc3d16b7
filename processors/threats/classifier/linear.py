"""A linear model over pieces and classes, cheap enough to be read for every sentence.

A word's part of the sum is computed once and remembered, so a sentence costs a lookup a word.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from processors.threats.classifier.features import ClassFeature
from processors.threats.classifier.words import pieces_of

Floats = NDArray[np.float32]
# Words kept in the cache before it is emptied: 70 bytes a row and its key, about 6 MB in all.
MOST_KNOWN = 40_000


class Weights(NamedTuple):
    """What was learned: a row of each table is one feature's share in every output.

    Outputs are: any threat, then the categories in the order of `CATEGORIES`.
    """

    pieces: Mapping[str, int]
    piece_table: Floats
    classes: Mapping[ClassFeature, int]
    class_table: Floats
    bias: Floats
    languages: frozenset[str]


class LinearModel:
    """Scores sentences. Not for use by several threads at once: it remembers words."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._known: dict[str, int] = {}
        # A row a known word: its share in every output, then how many pieces it has.
        self._shares = np.zeros((1024, len(weights.bias) + 1), np.float32)

    def reads(self, language: str) -> bool:
        """Whether it has learned from sentences in the language (ISO 639-1)."""
        return language in self._weights.languages

    def knows(self, feature: str) -> bool:
        """Whether the class feature had a part in training."""
        return feature in self._weights.classes

    def logits(
        self, sentences: Sequence[Sequence[str]], features: Sequence[Sequence[ClassFeature]]
    ) -> Floats:
        """One row of log odds a sentence, which has words (as `keys` gives them) and features."""
        if not sentences:
            return np.zeros((0, len(self._weights.bias)), np.float32)
        words = list(chain.from_iterable(sentences))
        self._learn({word for word in words if word not in self._known})
        known = self._known
        sums = _sums(self._shares, [[known[word] for word in one] for one in sentences])
        result = (sums[:, :-1] / np.sqrt(sums[:, -1:]) + self._weights.bias).astype(np.float32)
        classes = self._weights.classes
        rows = [[classes[name] for name in names if name in classes] for names in features]
        return result + _sums(self._weights.class_table, rows)

    def _learn(self, words: Iterable[str]) -> None:
        """Remember what each of the new words, which are distinct, adds to a sentence."""
        found = {word: pieces_of(word) for word in words}
        if not found:
            return
        first, last = len(self._known), len(self._known) + len(found)
        if last > len(self._shares):
            more = np.zeros((last, self._shares.shape[1]), np.float32)
            self._shares = np.concatenate([self._shares, more])
        known = self._weights.pieces
        rows = [[known[piece] for piece in own if piece in known] for own in found.values()]
        self._shares[first:last, :-1] = _sums(self._weights.piece_table, rows)
        self._shares[first:last, -1] = [len(own) for own in found.values()]
        self._known.update(zip(found, range(first, last), strict=True))

    def forget(self) -> None:
        """Empty the cache when it is full; called between articles, never within one."""
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()


def _sums(table: Floats, rows: Sequence[Sequence[int]]) -> Floats:
    """For each list of rows their sum in `table`; zeros for an empty list."""
    result = np.zeros((len(rows), table.shape[1]), np.float32)
    filled = [at for at, own in enumerate(rows) if own]
    if filled:
        starts = np.cumsum([0, *(len(rows[at]) for at in filled[:-1])])
        flat = list(chain.from_iterable(rows))
        result[filled] = np.add.reduceat(table[flat], starts, axis=0)
    return result


def read_weights(path: Path) -> Weights:
    """The weights in an `.npz` file as `training.threats` writes it."""
    with np.load(path, allow_pickle=False) as file:
        return Weights(
            pieces={name: at for at, name in enumerate(_names(file["pieces"]))},
            piece_table=file["piece_table"] * file["piece_scale"],
            classes={_feature(name): at for at, name in enumerate(_names(file["classes"]))},
            class_table=file["class_table"] * file["class_scale"],
            bias=file["bias"],
            languages=frozenset(_names(file["languages"])),
        )


def _names(joined: NDArray[np.uint8]) -> list[str]:
    return bytes(joined).decode().split("\n")


def _feature(name: str) -> ClassFeature:
    first, _, second = name.partition(" ")
    return (first, second) if second else first
