"""The trained encoder as the file that is shipped."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from training.threats.encoder.base import Base
from training.threats.encoder.network import HEADS
from training.threats.encoder.start import LAYERS, blocks

# The large matrices are written as bytes with one scale a column.
_QUANTISED = ("mixed", "out", "wide", "narrow")


def write_encoder(
    trained: Mapping[str, np.ndarray], base: Base, kept: Sequence[int], path: Path
) -> None:
    """Subwords, vectors and layers as `processors.threats.encoder` reads them."""
    numbers, scales = blocks(base, kept)
    written: dict[str, np.ndarray] = {
        "names": np.frombuffer("\n".join(base.pieces[at] for at in kept).encode(), np.uint8),
        "likely": base.likely[list(kept)].astype(np.float32),
        "pieces": numbers,
        "piece_scales": scales.astype(np.float16),
        "layers": np.array(LAYERS),
        "heads": np.array(HEADS),
    }
    for name, value in trained.items():
        if name.partition(".")[2] in _QUANTISED:
            scale = np.abs(value).max(axis=0) / 127
            written[name] = np.round(value / scale).astype(np.int8)
            written[f"{name}.scale"] = scale.astype(np.float32)
        else:
            written[name] = value.astype(np.float32)
    np.savez_compressed(path, **written)
