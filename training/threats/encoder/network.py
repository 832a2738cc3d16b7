"""The encoder as training sees it, in JAX: as `processors.threats.encoder`, with dropout.

Sentences of one batch are padded to one length; `mask` is 1 where a subword stands.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array

from processors.threats.encoder.encoder import FIRST_STATUS
from processors.threats.encoder.transformer import Layer

HEADS = 12
_DROPOUT = 0.1
# A threat's categories and status count this much beside the question whether it is one; and where
# it is none, categories a little, so that no category is likely.
_THREAT_SHARE, _HARMLESS_SHARE = 0.3, 0.05

Parameters = Mapping[str, Array]


class Lesson(NamedTuple):
    """A batch with what is wanted of it; `filled` is 1 for a row that holds a text."""

    numbers: Array
    mask: Array
    wanted: Array
    filled: Array


def logits(trained: Parameters, vectors: Array, numbers: Array, mask: Array, key: Array) -> Array:
    """A row a sentence. `vectors` of the subwords are not trained; `key` is that of the dropout."""
    keys = _keys(key)
    x = vectors[numbers] + trained["places"][: numbers.shape[1]]
    x = _dropped(_normed(x, trained["norm"]), next(keys))
    for at in range(sum(name.endswith(".wide") for name in trained)):
        layer = Layer(*(trained[f"{at}.{field}"] for field in Layer._fields))
        x = _normed(x + _dropped(_attended(x, layer, mask, next(keys)), next(keys)), layer.out_norm)
        x = _normed(x + _dropped(_fed(x, layer), next(keys)), layer.norm)
    means = (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)
    return means @ trained["head"] + trained["head_bias"]


def loss(trained: Parameters, vectors: Array, lesson: Lesson, key: Array) -> Array:
    """Cross entropy of every output: threat, categories, and statuses where one is told."""
    found = logits(trained, vectors, lesson.numbers, lesson.mask, key)
    wanted = lesson.wanted
    each = jnp.logaddexp(0, found) - found * wanted
    threat, told = wanted[:, 0], wanted[:, FIRST_STATUS:].max(1)
    share = _THREAT_SHARE * threat + _HARMLESS_SHARE * (1 - threat)
    categories = share * each[:, 1:FIRST_STATUS].sum(1)
    statuses = _THREAT_SHARE * told * each[:, FIRST_STATUS:].sum(1)
    sums = each[:, 0] + categories + statuses
    return (sums * lesson.filled).sum() / lesson.filled.sum()


def _attended(x: Array, layer: Layer, mask: Array, key: Array) -> Array:
    count, length, size = x.shape
    mixed = (x @ layer.mixed + layer.mixed_bias).reshape(count, length, 3, HEADS, size // HEADS)
    query, key_, value = mixed.transpose(2, 0, 3, 1, 4)
    hidden = (1 - mask)[:, None, None, :] * -1e9
    scores = query @ key_.transpose(0, 1, 3, 2) / (size // HEADS) ** 0.5 + hidden
    found = _dropped(jax.nn.softmax(scores), key) @ value
    return found.transpose(0, 2, 1, 3).reshape(count, length, size) @ layer.out + layer.out_bias


def _fed(x: Array, layer: Layer) -> Array:
    wide = jax.nn.gelu(x @ layer.wide + layer.wide_bias, approximate=True)
    return wide @ layer.narrow + layer.narrow_bias


def _normed(x: Array, norm: Array) -> Array:
    centred = x - x.mean(-1, keepdims=True)
    variance = jnp.square(centred).mean(-1, keepdims=True)
    return centred * jax.lax.rsqrt(variance + 1e-12) * norm[0] + norm[1]


def _dropped(x: Array, key: Array) -> Array:
    return jnp.where(jax.random.bernoulli(key, 1 - _DROPOUT, x.shape), x / (1 - _DROPOUT), 0)


def _keys(key: Array) -> Iterator[Array]:
    while True:
        key, own = jax.random.split(key)
        yield own
