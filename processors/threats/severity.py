"""How grave a match is, 0-100, and why in words."""

import math
from collections.abc import Mapping

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


def severity(base: int, status: Status, dead_and_hurt: Toll, *, group: bool) -> tuple[int, str]:
    """The severity and its reasons. Ten times the dead add ten: 1 adds 10, 10 add 20."""
    killed, injured = dead_and_hurt
    parts = [(base, "its category")]
    if _STATUS[status]:
        parts.append((_STATUS[status], f"status {status}"))
    if killed:
        parts.append((round(10 + 10 * math.log10(killed)), f"{killed} killed"))
    if injured:
        parts.append((round(4 + 4 * math.log10(injured)), f"{injured} injured"))
    if group:
        parts.append((_GROUP, "a named group"))
    words = ", ".join(f"{amount:+d} {what}" for amount, what in parts)
    return max(0, min(100, sum(amount for amount, _ in parts))), words
