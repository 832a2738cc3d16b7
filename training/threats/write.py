"""The fitted model as the file that is shipped: small, and exact enough."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from processors.threats.classifier.features import ClassFeature
from training.threats.design import Block
from training.threats.fit import Fitted

# Pieces that weigh least are left out: with 40,000 the outputs differ by less than 0.1.
_MOST_PIECES = 40_000


def write_weights(fitted: Fitted, languages: list[str], path: Path) -> None:
    """Coefficients times the weight of their feature, as bytes with one scale a column."""
    piece_names, piece_table = _strongest(fitted.pieces, fitted.piece_table)
    class_names, class_table = _strongest(fitted.classes, fitted.class_table)
    pieces, piece_scale = quantised(piece_table)
    classes, class_scale = quantised(class_table)
    np.savez_compressed(
        path,
        pieces=joined(piece_names),
        piece_table=pieces,
        piece_scale=piece_scale,
        classes=joined(class_names),
        class_table=classes,
        class_scale=class_scale,
        bias=fitted.bias.astype(np.float32),
        languages=joined(languages),
    )


def _strongest(block: Block, table: np.ndarray) -> tuple[list[ClassFeature], np.ndarray]:
    weighted = table * block.weights[:, None]
    chosen = np.sort(np.argsort(-np.abs(weighted).max(axis=1), kind="stable")[:_MOST_PIECES])
    names = list(block.vocabulary)
    return [names[at] for at in chosen], weighted[chosen]


def quantised(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """As bytes, and the scale of each column."""
    scale = np.abs(table).max(axis=0) / 127
    return np.round(table / scale).astype(np.int8), scale.astype(np.float32)


def joined(names: Sequence[ClassFeature]) -> np.ndarray:
    """Names as the bytes of lines, a pair with a space between."""
    lines = (name if isinstance(name, str) else " ".join(name) for name in names)
    return np.frombuffer("\n".join(lines).encode(), np.uint8)
