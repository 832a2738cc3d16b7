"""Fine-tuning: AdamW with a warm start and a cosine end (Loshchilov & Hutter 2019)."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import jax
import numpy as np
import optax

from training.threats.encoder.batches import Batch, batches, filled
from training.threats.encoder.network import Lesson, Parameters, loss

# The head starts from nothing, and at the rate of the pretrained layers learned no category.
_RATE, _HEAD_RATE, _LAST_SHARE, _DECAY, _CLIPPED = 1.5e-4, 3e-3, 0.02, 0.01, 1.0
_WARMING = 12  # one in so many steps
_SEED = 0


class Task(NamedTuple):
    """Texts as numbers of subwords, a row of outputs for each, and how to learn them.

    `share` is that of the full learning rate.
    """

    texts: Sequence[Sequence[int]]
    wanted: np.ndarray
    epochs: int
    share: float


def train(
    task: Task,
    start: Parameters,
    vectors: jax.Array,
    shown: Callable[[Sequence[Batch]], Iterable[Batch]],
) -> Parameters:
    """The parameters after all epochs; `shown` passes the batches on and shows the progress."""
    rng, key = np.random.default_rng(_SEED), jax.random.key(_SEED)
    epochs = [batches(task.texts, rng) for _ in range(task.epochs)]
    steps = sum(map(len, epochs))
    optimiser = _optimiser(steps, task.share)

    @jax.jit
    def step(
        trained: Parameters, state: optax.OptState, lesson: Lesson, key: jax.Array
    ) -> tuple[Parameters, optax.OptState]:
        slope = jax.grad(loss)(trained, vectors, lesson, key)
        change, state = optimiser.update(slope, state, trained)
        return optax.apply_updates(trained, change), state

    trained, state = start, optimiser.init(start)
    for batch in shown([one for epoch in epochs for one in filled(task.texts, epoch)]):
        key, own = jax.random.split(key)
        trained, state = step(trained, state, _lesson(batch, task.wanted), own)
    return trained


def _lesson(batch: Batch, wanted: np.ndarray) -> Lesson:
    own = np.zeros((len(batch.numbers), wanted.shape[1]), np.float32)
    own[: len(batch.rows)] = wanted[batch.rows]
    there = (np.arange(len(own)) < len(batch.rows)).astype(np.float32)
    return Lesson(batch.numbers, batch.mask, own, there)


def _optimiser(steps: int, share: float) -> optax.GradientTransformation:
    def rated(full: float) -> optax.GradientTransformation:
        rate = share * full
        course = optax.warmup_cosine_decay_schedule(
            0, rate, steps // _WARMING, steps, rate * _LAST_SHARE
        )
        return optax.adamw(course, weight_decay=_DECAY)

    def parts(trained: Parameters) -> dict[str, str]:
        return {name: "head" if name.startswith("head") else "layers" for name in trained}

    own = optax.multi_transform({"head": rated(_HEAD_RATE), "layers": rated(_RATE)}, parts)
    return optax.chain(optax.clip_by_global_norm(_CLIPPED), own)
