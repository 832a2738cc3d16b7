"""The arithmetic of a bench: both sides in turn, medians, spread, ratio. Pure but for the clock."""

import gc
import time
from collections.abc import Callable, Iterator, Sequence
from statistics import median
from typing import TypeVar

import msgspec

T = TypeVar("T")


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One round: what was measured on our side and on the other, in the unit of the case."""

    ours: float
    theirs: float


class Target(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the ratio of ours to theirs must be: give one of the two."""

    at_most: float | None = None
    at_least: float | None = None

    def is_met(self, ratio: float) -> bool:
        """Whether the ratio is within the bounds that are given."""
        low = self.at_least is None or ratio >= self.at_least
        return low and (self.at_most is None or ratio <= self.at_most)

    def __str__(self) -> str:
        """`<= 0.1`."""
        low = "" if self.at_least is None else f">= {self.at_least:g}"
        return low if self.at_most is None else f"{low} <= {self.at_most:g}".strip()


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a case compares: `ours` and `theirs` in words, the unit, and the target."""

    ours: str
    theirs: str
    unit: str
    target: Target


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """For each side the distance of highest and lowest round as a share of the median."""

    ours: float
    theirs: float


class CaseFigures(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of a case: medians over its rounds, `ratio` = ours / theirs."""

    name: str
    ours: float
    theirs: float
    unit: str
    ratio: float
    spread: Spread
    target: Target
    met: bool
    rounds: int


class NotMeasured(msgspec.Struct, frozen=True, kw_only=True):
    """A case that could not run here, and why."""

    name: str
    reason: str


class UnavailableError(Exception):
    """Raised by a case that cannot run here; the message says what is missing."""


def figures(name: str, about: About, samples: Sequence[Sample]) -> CaseFigures:
    """What the rounds (at least one) of a case come to."""
    ours = [sample.ours for sample in samples]
    theirs = [sample.theirs for sample in samples]
    ratio = median(ours) / median(theirs)
    return CaseFigures(
        name=name,
        ours=median(ours),
        theirs=median(theirs),
        unit=about.unit,
        ratio=ratio,
        spread=Spread(ours=spread(ours), theirs=spread(theirs)),
        target=about.target,
        met=about.target.is_met(ratio),
        rounds=len(samples),
    )


def spread(values: Sequence[float]) -> float:
    """Highest less lowest, as a share of the median."""
    return (max(values) - min(values)) / median(values)


def interleaved(
    rounds: int, ours: Callable[[], float], theirs: Callable[[], float]
) -> Iterator[Sample]:
    """Measure both sides in every round; who goes first changes from round to round."""
    for number in range(rounds):
        if number % 2 == 0:
            mine = ours()
            yield Sample(ours=mine, theirs=theirs())
        else:
            other = theirs()
            yield Sample(ours=ours(), theirs=other)


def in_turn(
    sets: Sequence[list[T]],
    ours: Callable[[list[T]], object],
    theirs: Callable[[list[T]], object],
    measure: Callable[[Callable[[list[T]], object], list[T]], float],
) -> Iterator[Sample]:
    """A round for each set but the first, which warms both sides up; both read the same sets."""
    warm_up, *rest = sets
    ours(warm_up)
    theirs(warm_up)
    mine, other = iter(rest), iter(rest)
    yield from interleaved(
        len(rest), lambda: measure(ours, next(mine)), lambda: measure(theirs, next(other))
    )


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call, the garbage of what ran before collected first."""
    gc.collect()
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def milliseconds_each(side: Callable[[list[T]], object], found: list[T]) -> float:
    """Wall time of one of the things that `side` does all together."""
    return seconds(lambda: side(found)) * 1_000 / len(found)
