"""The slow second reader: a small transformer that sees the order of words and what they mean.

It knows that a van which "turned into the procession" is none that "turned into the car park".
Reading a sentence costs it what the rest of the threat stage costs for several articles, so it is
asked about candidates only.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from processors.threats.encoder.subwords import Vocabulary, subwords
from processors.threats.encoder.transformer import Floats, Layer, Network, forward
from tocsin.model import CATEGORIES

_WEIGHTS = Path(__file__).with_name("weights.npz")
# Outputs: any threat, then `CATEGORIES`, then `STATUSES` in their order.
FIRST_STATUS = 1 + len(CATEGORIES)
# Subwords of a text that are read: 99 in 100 of our own sentences have at most 54.
_LONGEST = 256
# Characters of an article's title and body that are read as one text: about as many subwords.
_OPENING = 1200
# Stand before and after each sentence; what is unknown.
_START, _END, _UNKNOWN = 0, 2, 3


class Encoder:
    """The shipped model. It remembers nothing, so threads may share it."""

    def __init__(self, vocabulary: Vocabulary, network: Network) -> None:
        self._vocabulary = vocabulary
        self._network = network

    def log_odds(self, texts: Sequence[str]) -> Floats:
        """A row each: log odds of a threat, of the categories, and of the statuses it may have."""
        if not texts:
            return np.zeros((0, len(self._network.head_bias)), np.float32)
        return forward(self._network, [numbered(one, self._vocabulary) for one in texts])


def numbered(text: str, vocabulary: Vocabulary) -> list[int]:
    """The numbers of the subwords of `text` that are read, between those of start and end."""
    return [_START, *subwords(text, vocabulary)[: _LONGEST - 2], _END]


def opening(title: str, body: str) -> str:
    """An article as one text: its title and the beginning of its body."""
    return f"{title}. {body}"[:_OPENING]


def load_encoder() -> Encoder:
    """The encoder that comes with Tocsin; about 60 MB of memory."""
    with np.load(_WEIGHTS, allow_pickle=False) as file:
        return Encoder(_vocabulary(file), _network(file))


def _vocabulary(file: Mapping[str, NDArray[Any]]) -> Vocabulary:
    names = bytes(file["names"]).decode().split("\n")
    likely = file["likely"].tolist()
    pieces = {name: (at, odds) for at, (name, odds) in enumerate(zip(names, likely, strict=True))}
    for special in (_START, _END, _UNKNOWN):
        del pieces[names[special]]
    return Vocabulary(pieces, max(map(len, pieces)), _UNKNOWN, min(likely))


def _network(file: Mapping[str, NDArray[Any]]) -> Network:
    layers = [
        Layer(**{field: matrix(file, f"{at}.{field}") for field in Layer._fields})
        for at in range(int(file["layers"]))
    ]
    return Network(
        pieces=file["pieces"],
        piece_scales=file["piece_scales"],
        places=file["places"],
        norm=file["norm"],
        layers=layers,
        heads=int(file["heads"]),
        head=file["head"],
        head_bias=file["head_bias"],
    )


def matrix(file: Mapping[str, NDArray[Any]], name: str) -> Floats:
    """As written, or from bytes with one scale a column."""
    scale = f"{name}.scale"
    return file[name] * file[scale] if scale in file else file[name]
