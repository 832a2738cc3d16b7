"""The parameters training starts from: the lower layers of the base, and a new head."""

from collections.abc import Sequence

import numpy as np

from training.threats.encoder.base import BLOCK, Base

_SIZE, _WIDE = 384, 1536
# The lower half of the base: the upper layers serve its own task, and cost as much again.
LAYERS = 6
# Positions that a batch may have; see `batches.LENGTHS`.
_PLACES = 256


def start(base: Base, outputs: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """By the names of `processors.threats.encoder`, matrices applied from the right."""
    tensors = base.tensors
    found = {
        "places": (tensors["emb.pos"].reshape(-1, _SIZE) + tensors["emb.type"][:_SIZE])[:_PLACES],
        "norm": _pair(tensors, "emb.ln"),
        "head": rng.normal(0, 0.02, (_SIZE, outputs)),
        "head_bias": np.zeros(outputs),
    }
    for at in range(LAYERS):
        found |= {f"{at}.{name}": value for name, value in _layer(tensors, f"l{at}.").items()}
    return {name: np.array(value, np.float32) for name, value in found.items()}


def vectors(base: Base, kept: Sequence[int]) -> np.ndarray:
    """The vectors of the subwords `kept`, a row each."""
    numbers, scales = blocks(base, kept)
    return (numbers.reshape(*scales.shape, -1) * scales[:, :, None]).reshape(len(kept), _SIZE)


def blocks(base: Base, kept: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """The same as small numbers and the scale of each block."""
    numbers = base.word_numbers.reshape(-1, _SIZE)[list(kept)]
    return numbers, base.word_scales.reshape(-1, _SIZE // BLOCK)[list(kept)].astype(np.float32)


def _layer(tensors: dict[str, np.ndarray], prefix: str) -> dict[str, np.ndarray]:
    def matrix(name: str, outputs: int) -> np.ndarray:
        return tensors[f"{prefix}{name}.w"].reshape(outputs, -1).T

    mixed = [matrix(name, _SIZE) for name in ("q", "k", "v")]
    return {
        "mixed": np.concatenate(mixed, axis=1),
        "mixed_bias": np.concatenate([tensors[f"{prefix}{name}.b"] for name in ("q", "k", "v")]),
        "out": matrix("ao", _SIZE),
        "out_bias": tensors[f"{prefix}ao.b"],
        "out_norm": _pair(tensors, f"{prefix}aln"),
        "wide": matrix("fi", _WIDE),
        "wide_bias": tensors[f"{prefix}fi.b"],
        "narrow": matrix("fo", _SIZE),
        "narrow_bias": tensors[f"{prefix}fo.b"],
        "norm": _pair(tensors, f"{prefix}oln"),
    }


def _pair(tensors: dict[str, np.ndarray], name: str) -> np.ndarray:
    return np.stack([tensors[f"{name}.w"], tensors[f"{name}.b"]])
