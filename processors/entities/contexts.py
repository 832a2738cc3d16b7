"""Whether a name that is also a common word is the name here: `IS claimt`, and not `WAT IS DIT`."""

import re
from collections.abc import Set as AbstractSet

import msgspec

from tocsin.model.entity import Label
from tocsin.tokens import fold


class Context(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of `lexicon/contexts.toml`, which explains the fields. All words are folded."""

    name: str
    label: Label
    languages: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    not_first: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """What stands around a candidate: the words beside it, as written, and how the line is set."""

    before: str
    after: str
    hyphened: bool
    capitals: bool


# A word further away than this, or behind the end of a sentence, says nothing.
_REACH = 40
_LINE = 120
_BEFORE = re.compile(r"([\w'’-]+)[ \t\"“”„‘’'(«]*$")
_AFTER = re.compile(r"[ \t\"”’')»]*([\w'’]+)")
_HYPHENS = "-\u2010\u2011"


def around(text: str, start: int, end: int) -> Around:
    """Look at both sides of `text[start:end]`."""
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    after = _AFTER.match(text[end : end + _REACH])
    return Around(
        before=before.group(1) if before else "",
        after=after.group(1) if after else "",
        hyphened=text[end : end + 1] in _HYPHENS and text[end + 1 : end + 2].isalpha(),
        capitals=_is_capitals(text, start, end),
    )


def is_name(context: Context, seen: Around, nearby: AbstractSet[str]) -> bool:
    """Whether the context speaks for the name; `nearby` are the folded words of the article."""
    before, after = fold(seen.before), fold(seen.after)
    if seen.hyphened or before in context.before or after in context.after:
        return before not in context.not_before or seen.hyphened or after in context.after
    if seen.capitals or before in context.not_before or after in context.not_after:
        return False
    if before in context.not_first and seen.before[:1].isupper():
        return False
    return not context.near or is_near(context.near, nearby)


def is_near(words: AbstractSet[str], nearby: AbstractSet[str]) -> bool:
    """Whether one of the words, or one that begins with `word*`, is among those nearby."""
    beginnings = tuple(word[:-1] for word in words if word.endswith("*"))
    return not words.isdisjoint(nearby) or any(word.startswith(beginnings) for word in nearby)


def _is_capitals(text: str, start: int, end: int) -> bool:
    """Whether the rest of the line is set in capitals."""
    before = text[max(0, start - _LINE) : start].rpartition("\n")[2]
    after = text[end : end + _LINE].partition("\n")[0]
    letters = [char for char in before + after if char.isalpha()]
    return bool(letters) and 2 * sum(map(str.isupper, letters)) > len(letters)
