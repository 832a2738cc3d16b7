"""The trained encoder as the file that is shipped."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from training.threats.encoder.base import Base
from training.threats.encoder.network import HEADS
from training.threats.encoder.start import LAYERS, blocks
from training.threats.write import joined, quantised

# The large matrices are written as bytes with one scale a column.
_QUANTISED = ("mixed", "out", "wide", "narrow")


def write_encoder(
    trained: Mapping[str, np.ndarray], base: Base, kept: Sequence[int], path: Path
) -> None:
    """Subwords, vectors and layers as `processors.threats.encoder` reads them."""
    numbers, scales = blocks(base, kept)
    written: dict[str, np.ndarray] = {
        "names": joined([base.pieces[at] for at in kept]),
        "likely": base.likely[list(kept)].astype(np.float32),
        "pieces": numbers,
        "piece_scales": scales.astype(np.float16),
        "layers": np.array(LAYERS),
        "heads": np.array(HEADS),
    }
    for name, value in trained.items():
        if name.partition(".")[2] in _QUANTISED:
            written[name], written[f"{name}.scale"] = quantised(value)
        else:
            written[name] = value.astype(np.float32)
    np.savez_compressed(path, **written)
