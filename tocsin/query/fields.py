"""`field:value` to a leaf of the tree."""

import re
from collections.abc import Callable
from difflib import get_close_matches

from tocsin.model import CATEGORIES
from tocsin.query.meaning import instant, key
from tocsin.query.tree import Entity, Lang, Leaf, Since, Source, Threat, Until

EXAMPLES = {
    "entity": 'entity:"ISIS-K"',
    "threat": "threat:terrorism",
    "lang": "lang:nl",
    "source": "source:nos",
    "since": "since:2h",
    "until": "until:2026-11-01",
}
EXPECTED = {
    "entity": "the name of a person, organisation, place or group",
    "threat": "one of " + ", ".join(CATEGORIES),
    "lang": "a language code of two or three letters, or und for unknown",
    "source": "the id of a feed, or its owner",
    "since": "minutes, hours, days or weeks back (90m 2h 3d 1w) or a day (YYYY-MM-DD)",
    "until": "minutes, hours, days or weeks back (90m 2h 3d 1w) or a day (YYYY-MM-DD)",
}
_CODE = re.compile(r"[a-z]{2,3}")


def near(name: str) -> str:
    """`; did you mean x?` for a field that nearly has this name, else ""."""
    return _suggestion(name.lower(), list(EXAMPLES))


def leaf(field: str, value: str) -> Leaf | str:
    """The leaf of a known field, or what is wrong with its value."""
    return _READERS[field](value.strip())


def _entity(value: str) -> Leaf | str:
    name = key(value)
    return Entity(name) if name else "a name without letters or digits"


def _threat(value: str) -> Leaf | str:
    category = re.sub(r"[\s\-]+", "_", value.lower())
    if category in CATEGORIES:
        return Threat(category)
    return f"unknown category of threat '{value}'{_suggestion(category, list(CATEGORIES))}"


def _lang(value: str) -> Leaf | str:
    code = value.lower()
    return Lang(code) if _CODE.fullmatch(code) else f"'{value}' is no language code"


def _source(value: str) -> Leaf | str:
    name = key(value)
    return Source(name) if name else "a name without letters or digits"


def _since(value: str) -> Leaf | str:
    known = instant(value.lower(), 0, side="since") is not None
    return Since(value.lower()) if known else f"'{value}' is no time"


def _until(value: str) -> Leaf | str:
    known = instant(value.lower(), 0, side="until") is not None
    return Until(value.lower()) if known else f"'{value}' is no time"


_READERS: dict[str, Callable[[str], Leaf | str]] = {
    "entity": _entity,
    "threat": _threat,
    "lang": _lang,
    "source": _source,
    "since": _since,
    "until": _until,
}


def _suggestion(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(close)}?" if close else ""
