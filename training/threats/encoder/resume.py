"""The shipped weights as a start: for a further round on what they still see wrongly."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from processors.threats.encoder.encoder import matrix
from training.threats.encoder.base import Base


class Resumed(NamedTuple):
    """The trained parameters, and the numbers that their subwords have in the base."""

    trained: dict[str, np.ndarray]
    kept: list[int]


def resume(path: Path, base: Base) -> Resumed:
    """What `write.write_encoder` wrote, exact to the bytes it kept."""
    with np.load(path, allow_pickle=False) as file:
        numbers = {piece: at for at, piece in enumerate(base.pieces)}
        kept = [numbers[name] for name in bytes(file["names"]).decode().split("\n")]
        trained = {
            name: np.asarray(matrix(file, name), np.float32)
            for name in file.files
            if _is_trained(name)
        }
    return Resumed(trained, kept)


def _is_trained(name: str) -> bool:
    layered = "." in name and not name.endswith(".scale")
    return layered or name in {"places", "norm", "head", "head_bias"}
