from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.measure import About, Sample, Target, figures, interleaved, spread

ABOUT = About(ours="a", theirs="b", unit="s", target=Target(at_most=0.5))


def samples(*pairs: tuple[float, float]) -> list[Sample]:
    return [Sample(ours=ours, theirs=theirs) for ours, theirs in pairs]


def test_figures_are_medians_and_the_ratio_is_theirs():
    found = figures("x", ABOUT, samples((1, 10), (9, 20), (2, 30)))
    assert (found.ours, found.theirs, found.ratio, found.rounds) == (2, 20, 0.1, 3)
    assert found.met


def test_spread_is_the_range_as_a_share_of_the_median():
    assert spread([8.0, 10.0, 13.0]) == 0.5
    assert spread([3.0]) == 0


@pytest.mark.parametrize(
    ("target", "ratio", "met", "shown"),
    [
        (Target(at_most=0.1), 0.1, True, "<= 0.1"),
        (Target(at_most=0.1), 0.11, False, "<= 0.1"),
        (Target(at_least=0.6), 0.6, True, ">= 0.6"),
        (Target(at_least=0.6), 0.5, False, ">= 0.6"),
    ],
)
def test_a_target_bounds_the_ratio(target: Target, ratio: float, met: bool, shown: str):
    assert target.is_met(ratio) == met
    assert str(target) == shown


def test_both_sides_are_measured_in_every_round_and_take_turns_in_going_first():
    order: list[str] = []

    def side(name: str) -> Callable[[], float]:
        def measure() -> float:
            order.append(name)
            return float(len(order))

        return measure

    found = list(interleaved(3, side("ours"), side("theirs")))
    assert order == ["ours", "theirs", "theirs", "ours", "ours", "theirs"]
    assert [(sample.ours, sample.theirs) for sample in found] == [(1, 2), (4, 3), (5, 6)]


@given(st.lists(st.tuples(*[st.floats(0.001, 1e6)] * 2), min_size=1, max_size=9))
def test_medians_lie_between_the_rounds(pairs: list[tuple[float, float]]):
    found = figures("x", ABOUT, samples(*pairs))
    assert min(ours for ours, _ in pairs) <= found.ours <= max(ours for ours, _ in pairs)
    assert found.spread.ours >= 0
    assert found.ratio == found.ours / found.theirs
