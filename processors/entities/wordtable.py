"""What is known of words before a text is read: what they are like, and whether they are names.

`words.npz` beside the model holds, under a 32-bit hash of the folded word,
- `keys`, sorted, and for each a row of `vectors` (int8) times `scale` (float32, one a dimension):
  words that are used alike lie close together, in all languages;
- `names`, sorted, and for each the bits of `kinds` (uint8): 1 a first name, 2 a surname, 4 part of
  a city's name.
`training/entities/WORDS.md` says what both were made from.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from spacy.strings import hash_string  # type: ignore[attr-defined] # Cython's

_MASK = 0xFFFFFFFF
_SHORTEST_PART = 5
_LONGEST_ENDING = 3
_LONGEST_WORD = 40


class WordTable(msgspec.Struct, frozen=True, kw_only=True):
    """`vectors[0]` is all zeros, for a word that is not known."""

    keys: Any
    vectors: Any
    names: Any
    kinds: Any

    @property
    def width(self) -> int:
        """Dimensions of a vector."""
        return self.vectors.shape[1]

    def row(self, folded: str) -> tuple[int, str]:
        """The row of `vectors` for a word in small letters, and how it was found; (0, "") if not.

        A word that is not in the table takes the vector of its stem (`Poetins`, `Хамаса`: "stem"),
        or of the last part of a compound (`Waldbesitzer`: "head").
        """
        for how, part in _parts(folded):
            at = _find(self.keys, part)
            if at is not None:
                return at + 1, how
        return 0, ""

    def kind(self, folded: str) -> int:
        """The bits of the lists of names that have the word; 0 for none."""
        at = _find(self.names, folded)
        return 0 if at is None else int(self.kinds[at])


def key(folded: str) -> int:
    """The hash under which a word is kept: of 100,000 words two or so share one with another."""
    return hash_string(folded) & _MASK


def read(path: Path) -> WordTable:
    """The table in a file that `training/entities/words.py` wrote."""
    with np.load(path) as arrays:
        vectors = arrays["vectors"].astype(np.float32) * arrays["scale"]
        nothing = np.zeros((1, vectors.shape[1]), np.float32)
        return WordTable(
            keys=arrays["keys"],
            vectors=np.concatenate([nothing, vectors]),
            names=arrays["names"],
            kinds=arrays["kinds"],
        )


def _parts(folded: str) -> Iterator[tuple[str, str]]:
    """The word, then what may stand for it, the longest first."""
    yield "whole", folded
    length = min(len(folded), _LONGEST_WORD)
    for end in range(length - 1, max(_SHORTEST_PART, length - _LONGEST_ENDING) - 1, -1):
        yield "stem", folded[:end]
    for start in range(2, length - _SHORTEST_PART + 1):
        yield "head", folded[start:length]


def _find(sorted_keys: Any, folded: str) -> int | None:
    wanted = key(folded)
    at = int(np.searchsorted(sorted_keys, np.uint32(wanted)))
    return at if at < len(sorted_keys) and sorted_keys[at] == wanted else None
