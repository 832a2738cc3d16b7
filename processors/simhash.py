"""A fingerprint of 64 bits that near copies share almost wholly.

Charikar's simhash (Similarity Estimation Techniques from Rounding Algorithms, STOC 2002) over the
shingles of three tokens; texts of one story that differ in a few words differ in a few bits
(Manku, Jain and Das Sarma, WWW 2007, take up to 3 of 64 as near copies).
"""

import hashlib
from collections import Counter
from collections.abc import Sequence

from tocsin.tokens import tokenize

_BITS = 64
_SHINGLE = 3
_MOST_TEXT = 50_000  # the first pages tell a copy; the rest only costs time
# A byte's bits spread over eight lanes of 16 bits, so that one addition counts eight bits; a lane
# holds one shingle a letter of the longest text.
_LANE = 16
_SPREAD = [sum((byte >> bit & 1) << _LANE * bit for bit in range(8)) for byte in range(256)]


def simhash(text: str) -> str:
    """16 hex digits for a text, "" for one without words. The same in every process."""
    tokens = [token.text for token in tokenize(text[:_MOST_TEXT])]
    if not tokens:
        return ""
    counts = [0] * 8
    shingles = _shingles(tokens)
    for shingle, times in shingles.items():
        hashed = hashlib.blake2b(shingle.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        for at, byte in enumerate(hashed):
            counts[at] += times * _SPREAD[byte]
    half = shingles.total() / 2
    return bytes(_majority(count, half) for count in counts).hex()


def _majority(count: int, half: float) -> int:
    """The byte whose bits were set in more than half of the shingles."""
    lanes = [count >> _LANE * bit & 0xFFFF for bit in range(8)]
    return sum(1 << bit for bit, lane in enumerate(lanes) if lane > half)


def distance(left: str, right: str) -> int:
    """In how many of 64 bits two fingerprints differ; 64 where one of them is ""."""
    if not left or not right:
        return _BITS
    return (int(left, 16) ^ int(right, 16)).bit_count()


def _shingles(tokens: Sequence[str]) -> Counter[str]:
    width = min(_SHINGLE, len(tokens))
    return Counter(" ".join(tokens[at : at + width]) for at in range(len(tokens) - width + 1))
