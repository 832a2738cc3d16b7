"""Of the quarter million subwords of the base, those that the five languages use."""

from collections import Counter
from collections.abc import Iterable

from processors.threats.encoder.subwords import Vocabulary, subwords
from training.threats.encoder.base import Base

# Start, padding, end and unknown stand first.
SPECIAL = 4
UNKNOWN = 3
# A subword that was met once in ten million characters is no loss.
_LEAST = 2
_LATIN = range(0x20, 0x250)
_SIGNS = range(0x2000, 0x2200)


def used(base: Base, texts: Iterable[str]) -> list[int]:
    """The numbers of the subwords to keep, in order: met in `texts`, or a single character."""
    everything = vocabulary(base, range(len(base.pieces)))
    met: Counter[int] = Counter()
    for text in texts:
        met.update(subwords(text, everything))
    return [
        at
        for at, piece in enumerate(base.pieces)
        if at < SPECIAL or met[at] >= _LEAST or (len(piece) == 1 and _common(piece))
    ]


def vocabulary(base: Base, kept: Iterable[int]) -> Vocabulary:
    """The pieces `kept`, numbered anew in their order."""
    chosen = list(kept)
    pieces = {
        base.pieces[old]: (new, float(base.likely[old]))
        for new, old in enumerate(chosen)
        if new >= SPECIAL
    }
    return Vocabulary(pieces, max(map(len, pieces)), UNKNOWN, float(base.likely[chosen].min()))


def _common(character: str) -> bool:
    return ord(character) in _LATIN or ord(character) in _SIGNS
