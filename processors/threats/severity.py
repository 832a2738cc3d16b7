"""How grave a match is, 0-100, and why in words."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from processors.threats.casualties import Toll
from tocsin.model import Status

# What a status takes off or adds to the category's severity.
_STATUS: Mapping[Status, int] = {
    "reported": 0,
    "claimed": 5,
    "foiled": -10,
    "threatened": -10,
    "investigated": -15,
    "past": -30,
    "denied": -50,
    "exercise": -60,
    "fiction": -70,
}
_GROUP = 5
_ADJECTIVES: Mapping[Status, str] = {
    "exercise": "an exercise",
    "investigated": "under investigation",
    "past": "in the past",
}


class Step(NamedTuple):
    """What adds `amount` (or takes it off, when negative) to the severity of a plain report."""

    what: str
    amount: int


class Grade(NamedTuple):
    """A severity (0-100), the `base` it began with and the steps from there."""

    amount: int
    base: int
    steps: tuple[Step, ...]


def severity(base: int, status: Status, dead_and_hurt: Toll, *, group: bool) -> Grade:
    """The severity of a report that plainly has `base`.

    Ten times the dead add ten: 1 adds 10, 10 add 20.
    """
    killed, injured = dead_and_hurt
    steps: list[Step] = []
    if killed:
        steps.append(Step(f"{killed} killed", round(10 + 10 * math.log10(killed))))
    if injured:
        steps.append(Step(f"{injured} injured", round(4 + 4 * math.log10(injured))))
    if _STATUS[status]:
        steps.append(Step(f"that it is {_ADJECTIVES.get(status, status)}", _STATUS[status]))
    if group:
        steps.append(Step("a named group", _GROUP))
    amount = max(0, min(100, base + sum(step.amount for step in steps)))
    return Grade(amount, base, tuple(steps))
