"""The table of noise lines, compiled."""

import re
import tomllib
from functools import cache
from pathlib import Path

import msgspec

TABLE = Path(__file__).with_name("noise.toml")
LONGEST_NOISE = 400  # characters; no kind of noise line in the table may be longer
_QUOTES = str.maketrans({"’": "'", "‘": "'", "\xa0": " ", "\u202f": " "})
# A full stop ends a sentence: `Delen.` is an answer in an interview, `Delen` a button.
_TAIL = " \t:»›>→▶|•·-–—"


class Kind(msgspec.Struct, frozen=True):
    """One table of `noise.toml`; `starts` is a pattern for the beginning of a folded line."""

    top_only: bool
    exact: frozenset[str]
    starts: "re.Pattern[str] | None"
    longest: int


def kinds_of(line: str) -> frozenset[str]:
    """The names of the tables that a line falls under; none for text."""
    if len(line) > LONGEST_NOISE:
        return frozenset()
    folded = fold(line)
    return frozenset(name for name, kind in table().items() if _is_of(folded, kind))


def fold(line: str) -> str:
    """Lower case, plain quotes and spaces, without what ends a heading."""
    return line.translate(_QUOTES).strip().strip(_TAIL).casefold()


@cache
def table() -> dict[str, Kind]:
    """`noise.toml` by the name of its tables."""
    tables = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {name: _kind(fields) for name, fields in tables.items()}


def _is_of(folded: str, kind: Kind) -> bool:
    if folded in kind.exact:
        return True
    return (
        kind.starts is not None
        and len(folded) <= kind.longest
        and kind.starts.match(folded) is not None
    )


def _kind(fields: dict[str, object]) -> Kind:
    exact, starts = _strings(fields, "exact"), _strings(fields, "starts")
    words = "|".join(re.escape(start) for start in sorted(starts, key=len, reverse=True))
    longest = fields.get("longest", 0)
    return Kind(
        top_only=fields.get("where") == "top",
        exact=frozenset(exact),
        starts=re.compile(rf"(?:{words})(?!\w)") if starts else None,
        longest=longest if isinstance(longest, int) else 0,
    )


def _strings(fields: dict[str, object], key: str) -> set[str]:
    values = fields.get(key, ())
    return (
        {fold(value) for value in values if isinstance(value, str)}
        if isinstance(values, list)
        else set()
    )
