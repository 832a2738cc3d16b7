"""Sentences as the sparse matrices that a linear model is trained on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from processors.threats import Lexicon
from processors.threats.classifier.features import ClassFeature, class_features
from processors.threats.classifier.words import keys, pieces_of
from processors.threats.readings import find_readings
from training.threats.sentences import Example

# A feature that fewer sentences hold says nothing of the next one.
_LEAST_PIECE, _LEAST_CLASS = 3, 4


class Features(NamedTuple):
    """What one sentence holds: its pieces with repetition, and its class features."""

    pieces: list[str]
    classes: set[ClassFeature]


class Block(NamedTuple):
    """A vocabulary with the weight of each feature (inverse document frequency)."""

    vocabulary: dict[ClassFeature, int]
    weights: np.ndarray


def features_of(example: Example, lexicon: Lexicon) -> Features:
    """The features of a sentence that is an article by itself."""
    index = lexicon.indexes[example.language]
    found = find_readings("", example.text, index, lexicon).readings
    pieces = [
        piece
        for one in found
        for word in keys(one.read.sentence, one.read.text, index)
        for piece in pieces_of(word)
    ]
    classes = {
        name
        for one in found
        for name in class_features(one.read.hits, (held.fit.entry for held in one.held))
    }
    return Features(pieces, classes)


def block(documents: Sequence[Iterable[ClassFeature]], least: int) -> Block:
    """The vocabulary of features in at least so many of the documents."""
    counts = Counter(name for document in documents for name in set(document))
    names = sorted((name for name, count in counts.items() if count >= least), key=str)
    weights = np.array([np.log(len(documents) / counts[name]) + 1 for name in names])
    return Block({name: at for at, name in enumerate(names)}, weights)


def piece_block(rows: Sequence[Features]) -> Block:
    """The vocabulary of pieces."""
    return block([row.pieces for row in rows], _LEAST_PIECE)


def class_block(rows: Sequence[Features]) -> Block:
    """The vocabulary of class features."""
    return block([row.classes for row in rows], _LEAST_CLASS)


def piece_matrix(rows: Sequence[Features], known: Block) -> csr_matrix:
    """A row a sentence: counts by weight, divided by the root of how many pieces it has."""
    return _matrix([row.pieces for row in rows], known, root=True)


def class_matrix(rows: Sequence[Features], known: Block) -> csr_matrix:
    """A row a sentence: the weights of the features that are there."""
    return _matrix([row.classes for row in rows], known, root=False)


def _matrix(documents: Sequence[Iterable[ClassFeature]], known: Block, *, root: bool) -> csr_matrix:
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for document in documents:
        names = list(document)
        norm = np.sqrt(len(names) or 1) if root else 1.0
        found = Counter(known.vocabulary[name] for name in names if name in known.vocabulary)
        columns += found
        data += [count * known.weights[at] / norm for at, count in found.items()]
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(documents), len(known.vocabulary)))
