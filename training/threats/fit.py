"""The linear models of the first reader: one for any threat, one for each category."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression

from tocsin.model import CATEGORIES
from training.threats.design import (
    Block,
    Features,
    class_block,
    class_matrix,
    piece_block,
    piece_matrix,
)
from training.threats.sentences import Example

# Chosen on the development half of the sentences, among 0.1-1 and 0.03-1.
_CLASS_SCALE, _REGULARISATION = 0.3, 0.1
# An entry of the lexicon is evidence by itself, and a threat as heavy as three of the many harmless
# sentences: without both, what the lexicon plainly says was refused (9 of its own 196 sentences).
_ENTRY_SCALE, _THREAT_WEIGHT = 1.0, 3.0
_FOLDS = 5
# Neighbouring lines are twins, so folds are cut from blocks of lines.
_BLOCK = 40


class Fitted(NamedTuple):
    """Vocabularies, and a column of coefficients for each output."""

    pieces: Block
    classes: Block
    piece_table: np.ndarray
    class_table: np.ndarray
    bias: np.ndarray

    def logits(self, rows: Sequence[Features]) -> np.ndarray:
        """A row of log odds a sentence."""
        pieces, classes = piece_matrix(rows, self.pieces), class_matrix(rows, self.classes)
        return pieces @ self.piece_table + classes @ self.class_table + self.bias


def labels(examples: Sequence[Example]) -> np.ndarray:
    """A column for any threat, then one for each category."""
    named = [set[str](one.categories) for one in examples]
    return np.array([[bool(own), *(name in own for name in CATEGORIES)] for own in named])


def fit(rows: Sequence[Features], wanted: np.ndarray) -> Fitted:
    """Logistic regression of each column of `wanted` on the features of `rows`."""
    pieces, classes = piece_block(rows), class_block(rows)
    scales = _scales(classes)
    blocks = [piece_matrix(rows, pieces), class_matrix(rows, classes) @ diags(scales)]
    matrix = csr_matrix(hstack(blocks))
    models = [_model(matrix, column) for column in wanted.T]
    table = np.concatenate([model.coef_ for model in models]).T
    size = len(pieces.vocabulary)
    bias = np.concatenate([np.atleast_1d(model.intercept_) for model in models])
    return Fitted(pieces, classes, table[:size], table[size:] * scales[:, None], bias)


def out_of_fold(
    rows: Sequence[Features], wanted: np.ndarray, harmless: Sequence[Features] = ()
) -> np.ndarray:
    """The log odds of any threat for each row, from models that have not seen it.

    Every model sees all of `harmless`.
    """
    nothing = np.zeros((len(harmless), 1), bool)
    folds = np.arange(len(rows)) // _BLOCK % _FOLDS
    result = np.zeros(len(rows))
    for fold in range(_FOLDS):
        inside = [row for row, own in zip(rows, folds, strict=True) if own != fold]
        outside = [row for row, own in zip(rows, folds, strict=True) if own == fold]
        known = np.concatenate([wanted[folds != fold][:, :1], nothing])
        fitted = fit([*inside, *harmless], known)
        result[folds == fold] = fitted.logits(outside)[:, 0]
    return result


def _model(matrix: csr_matrix, column: np.ndarray) -> LogisticRegression:
    weights = np.where(column, _THREAT_WEIGHT, 1.0)
    model = LogisticRegression(C=_REGULARISATION, max_iter=400)
    return model.fit(matrix, column, sample_weight=weights)


def _scales(classes: Block) -> np.ndarray:
    """How little each class feature is held back by the regularisation."""
    entries = [isinstance(name, str) and name.startswith("#") for name in classes.vocabulary]
    return np.where(entries, _ENTRY_SCALE, _CLASS_SCALE)
