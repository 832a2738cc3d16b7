"""What the leaves of a tree stand for: shared by everything that compiles one."""

import re
from datetime import date
from typing import Literal

from tocsin.lemmas import query_lemmas
from tocsin.model import EnrichedArticle
from tocsin.query.tree import And, Lang, Node, Word
from tocsin.tokens import tokenize

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS
UNITS_MS = {"m": MINUTE_MS, "h": HOUR_MS, "d": DAY_MS, "w": 7 * DAY_MS}
_EPOCH = date(1970, 1, 1).toordinal()
# Five digits: more weeks than there is history, and no overflow anywhere.
_AGO = re.compile(r"(\d{1,5})([mhdw])", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def key(name: str) -> str:
    """The form in which names are compared: folded tokens, so that `ISIS-K` equals `Isis K`."""
    return " ".join(token.text for token in tokenize(name))


def threat_names(enriched: EnrichedArticle) -> frozenset[str]:
    """The categories that `threat:` finds the article by."""
    verdict = enriched.threat.category
    return frozenset(
        [match.category for match in enriched.threats] + ([verdict] if verdict else [])
    )


def language_of(node: Node) -> str | None:
    """The language of the query's words: that of its one `lang:` that must hold, else None."""
    items = node.items if isinstance(node, And) else (node,)
    codes = {item.code for item in items if isinstance(item, Lang)}
    return codes.pop() if len(codes) == 1 else None


def lemmas_of(word: Word, language: str | None) -> tuple[str, ...]:
    """The lemmas (at least one, sorted) of which an article must hold any."""
    return tuple(sorted(query_lemmas(word.text, language))) or (word.text,)


def instant(when: str, now: int, *, side: Literal["since", "until"]) -> int | None:
    """The first (`since`) or last (`until`) millisecond that `when` admits; None if it is no time.

    `when` is an age (`90m`, `2h`, `3d`, `1w` before `now`) or a day (`2026-11-01`, in UTC).
    """
    ago = _AGO.fullmatch(when)
    if ago:
        return now - int(ago[1]) * UNITS_MS[ago[2]]
    day = _DAY.fullmatch(when)
    if day is None:
        return None
    try:
        number = date(int(day[1]), int(day[2]), int(day[3])).toordinal() - _EPOCH
    except ValueError:
        return None
    return number * DAY_MS if side == "since" else (number + 1) * DAY_MS - 1
