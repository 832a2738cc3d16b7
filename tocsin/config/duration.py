"""Durations as people write them: `90s`, `10m`, `2h`, `3d`."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

_UNITS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000}
_FORM = re.compile(r"(\d+)(ms|s|m|h|d)")


def milliseconds(value: Any) -> int:
    """The duration in milliseconds; raises ValueError for anything that is none."""
    found = _FORM.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError('not a duration (expected text such as "90s", "10m", "2h" or "3d")')
    return int(found[1]) * _UNITS[found[2]]


def _not_none(value: int) -> int:
    if value < 1:
        raise ValueError('no time at all (expected a time-out such as "10s")')
    return value


Duration = Annotated[int, BeforeValidator(milliseconds)]
Timeout = Annotated[Duration, AfterValidator(_not_none)]
