"""A transformer encoder with a linear head, in numpy (Vaswani et al. 2017, arXiv:1706.03762).

Layer norm after each block, as in BERT. Sentences are laid end to end, so that no padding is
computed; attention sees one sentence at a time.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

# Of 32 bits throughout, which numpy's types do not follow.
Floats = NDArray[np.floating[Any]]
_EPSILON = np.float32(1e-12)
_GELU = np.float32(np.sqrt(2 / np.pi))


class Layer(NamedTuple):
    """Weights of one block; matrices are applied from the right. `mixed` is query, key, value."""

    mixed: Floats
    mixed_bias: Floats
    out: Floats
    out_bias: Floats
    out_norm: Floats
    wide: Floats
    wide_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    norm: Floats


class Network(NamedTuple):
    """All layers, what comes before them and the head after them.

    `pieces` has a row of small numbers for each subword, in blocks which each have a scale in
    `piece_scales`; norms have two rows, scale and shift.
    """

    pieces: NDArray[np.int8]
    piece_scales: NDArray[np.float16]
    places: Floats
    norm: Floats
    layers: Sequence[Layer]
    heads: int
    head: Floats
    head_bias: Floats


def forward(network: Network, sentences: Sequence[Sequence[int]]) -> Floats:
    """One row of outputs for each sentence, given as one or more numbers of subwords."""
    bounds = np.cumsum([0, *(len(one) for one in sentences)]).tolist()
    x = np.concatenate([_embedded(network, one) for one in sentences])
    x = _normed(x, network.norm)
    for layer in network.layers:
        x = _normed(x + _attended(x, layer, bounds, network.heads), layer.out_norm)
        x = _normed(x + _fed(x, layer), layer.norm)
    means = np.stack([x[start:end].mean(axis=0) for start, end in pairwise(bounds)])
    return means @ network.head + network.head_bias


def _embedded(network: Network, sentence: Sequence[int]) -> Floats:
    scales = network.piece_scales[list(sentence)].astype(np.float32)
    rows = network.pieces[list(sentence)].reshape(*scales.shape, -1) * scales[:, :, None]
    return rows.reshape(len(sentence), -1) + network.places[: len(sentence)]


def _attended(x: Floats, layer: Layer, bounds: Sequence[int], heads: int) -> Floats:
    mixed = x @ layer.mixed + layer.mixed_bias
    size = x.shape[1] // heads
    found = np.empty_like(x)
    for start, end in pairwise(bounds):
        # Three of (heads, words, size), laid out as the matrix product wants them.
        parts = mixed[start:end].reshape(end - start, 3, heads, size).transpose(1, 2, 0, 3)
        query, key, value = np.ascontiguousarray(parts)
        query *= np.float32(size**-0.5)
        shares = _softmax(query @ key.transpose(0, 2, 1))
        found[start:end] = (shares @ value).transpose(1, 0, 2).reshape(end - start, -1)
    return found @ layer.out + layer.out_bias


def _fed(x: Floats, layer: Layer) -> Floats:
    wide = x @ layer.wide
    wide += layer.wide_bias
    return _gelu(wide) @ layer.narrow + layer.narrow_bias


def _gelu(x: Floats) -> Floats:
    """The approximation by tanh of Hendrycks & Gimpel 2016 (arXiv:1606.08415), as in training.

    In place where it can be: this array is the largest, and copying it took a fifth of the time.
    """
    inner = x * x
    inner *= _GELU * np.float32(0.044715)
    inner += _GELU
    inner *= x
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= np.float32(0.5)
    return inner


def _softmax(scores: Floats) -> Floats:
    """Of the last axis, in place."""
    scores -= scores.max(axis=-1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=-1, keepdims=True)
    return scores


def _normed(x: Floats, norm: Floats) -> Floats:
    centred = x - x.mean(axis=-1, keepdims=True)
    variance = np.square(centred).mean(axis=-1, keepdims=True)
    return centred / np.sqrt(variance + _EPSILON) * norm[0] + norm[1]
