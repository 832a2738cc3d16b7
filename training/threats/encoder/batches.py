"""Texts as batches of one length each, so that little padding is computed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

# A text is padded to the next of these; every length is compiled once.
LENGTHS = (16, 24, 32, 40, 48, 64, 96, 160, 256)
# Subwords of a batch, padding included.
_SIZE = 1152
_PADDING = 1


class Batch(NamedTuple):
    """`rows` says which texts it holds; the last rows of the arrays may be empty."""

    rows: np.ndarray
    numbers: np.ndarray
    mask: np.ndarray


def batches(texts: Sequence[Sequence[int]], rng: np.random.Generator) -> list[np.ndarray]:
    """Rows of texts of about one length, shuffled."""
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for row, text in enumerate(texts):
        by_length[_padded(len(text))].append(row)
    found: list[np.ndarray] = []
    for length, rows in by_length.items():
        order = rng.permutation(rows)
        count = _SIZE // length
        found += [order[at : at + count] for at in range(0, len(order), count)]
    return [found[at] for at in rng.permutation(len(found))]


def filled(texts: Sequence[Sequence[int]], chosen: Sequence[np.ndarray]) -> Iterator[Batch]:
    """The arrays of each batch."""
    for rows in chosen:
        length = _padded(max(len(texts[row]) for row in rows))
        count = _SIZE // length
        numbers = np.full((count, length), _PADDING, np.int32)
        mask = np.zeros((count, length), np.float32)
        # A row without a text must not divide by nothing.
        mask[:, 0] = 1
        for at, row in enumerate(rows):
            numbers[at, : len(texts[row])] = texts[row]
            mask[at, : len(texts[row])] = 1
        yield Batch(rows, numbers, mask)


def _padded(length: int) -> int:
    return next(one for one in LENGTHS if length <= one)
