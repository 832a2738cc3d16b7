"""What an article says of threats."""

from typing import Literal, get_args

import msgspec

from tocsin.model.entity import Field

Category = Literal[
    "terrorism",
    "bombing",
    "armed_assault",
    "vehicle_attack",
    "drone_missile_strike",
    "hostage_kidnapping",
    "assassination",
    "hijacking",
    "sabotage",
    "cyberattack",
    "cbrn",
    "extremism",
    "plot_threat",
    "counter_terrorism",
    "civil_unrest",
    "armed_conflict",
]
CATEGORIES: tuple[Category, ...] = get_args(Category)

Status = Literal[
    "reported",
    "claimed",
    "foiled",
    "threatened",
    "investigated",
    "denied",
    "past",
    "exercise",
    "fiction",
]
STATUSES: tuple[Status, ...] = get_args(Status)


class ThreatMatch(msgspec.Struct, frozen=True, kw_only=True):
    """One place in the text that speaks of a threat.

    `text` is exactly `article.<field>[start:end]`; `term` names the lexicon entry; `severity` is
    0-100; `attribution` is who says it ("" when the writer does); `why` says in words how sense,
    status and severity were decided.
    """

    category: Category
    term: str
    text: str
    start: int
    end: int
    field: Field
    severity: int
    status: Status
    attribution: str = ""
    why: str = ""


class Threat(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict on a whole article.

    `relevant` is None, never False, when the language could not be read. `severity` is 0-100.
    """

    relevant: bool | None
    category: Category | None = None
    severity: int = 0
    status: Status | None = None
    why: str = ""
