"""Words cut into the pieces an encoder knows: the likeliest way under a unigram model.

Kudo 2018, "Subword Regularization" (ACL, arXiv:1804.10959); found by dynamic programming, linear in
the word's length.
"""

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

# Stands for the space before a word, as in SentencePiece.
SPACE = "\u2581"
# A longer string is no word: it is read up to here.
_LONGEST_WORD = 64
# How much less likely than the rarest piece an unknown character is, in log probability.
_UNKNOWN_PENALTY = 10.0


class Vocabulary(NamedTuple):
    """Pieces with their number and log probability; `longest` in characters."""

    pieces: Mapping[str, tuple[int, float]]
    longest: int
    unknown: int
    rarest: float


def subwords(text: str, vocabulary: Vocabulary) -> list[int]:
    """The numbers of the pieces of `text`, in order; a run of unknown characters is one."""
    found: list[int] = []
    for word in unicodedata.normalize("NFKC", text).split():
        for piece in _likeliest((SPACE + word)[:_LONGEST_WORD], vocabulary):
            if piece != vocabulary.unknown or found[-1:] != [piece]:
                found.append(piece)
    return found


def _likeliest(word: str, vocabulary: Vocabulary) -> list[int]:
    pieces, longest = vocabulary.pieces, vocabulary.longest
    unlikely = vocabulary.rarest - _UNKNOWN_PENALTY
    best: list[tuple[float, int, int]] = [(0.0, 0, vocabulary.unknown)]
    for end in range(1, len(word) + 1):
        chosen = (best[end - 1][0] + unlikely, end - 1, vocabulary.unknown)
        for start in range(max(0, end - longest), end):
            known = pieces.get(word[start:end])
            if known and best[start][0] + known[1] > chosen[0]:
                chosen = (best[start][0] + known[1], start, known[0])
        best.append(chosen)
    found: list[int] = []
    at = len(word)
    while at:
        _, at, piece = best[at]
        found.append(piece)
    return found[::-1]
