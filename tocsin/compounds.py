"""Dutch and German compounds taken apart: `droneaanval` is `drone` and `aanval`.

A word is covered with known forms (`tocsin.dictionaries`) joined directly or with a linking sound:
the fewest parts win, then base forms over inflected ones, then the shortest head, as compounds
grow to the left (`zelfmoord|aanslag`; both orders were measured on
`tests/contract/compound_forms.tsv`). An inflected word is split only as its lemma can be, so that
`protestanten` is not `protest` and `anten`. What must not be split, and the short parts that are
trusted, stand in `data/compounds.toml`.
"""

import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec

from tocsin import dictionaries
from tocsin.tokens import fold

# Linking sounds, and what a modifier's own form may have before them: Dutch and German grammars
# agree on s, en, er, e; German also has n, es and ens.
_LINKS = {"nl": ("s", "en", "n", "er", "e"), "de": ("s", "n", "en", "er", "es", "e", "ens")}
_SHORTEST_WORD = 6
_SHORTEST_PART = 4
_LONGEST_WORD = 40  # splitting is quadratic in the length
_DATA = Path(__file__).with_name("data") / "compounds.toml"


class _Exceptions(msgspec.Struct, frozen=True, kw_only=True):
    short_parts: frozenset[str]
    never_first: frozenset[str]
    never_last: frozenset[str]
    whole: frozenset[str]
    more_parts: frozenset[str]
    bases: dict[str, str]


class _Cover(msgspec.Struct, frozen=True, kw_only=True):
    """The modifiers that cover the beginning of a word, and how doubtful they are."""

    cost: int
    parts: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def split(word: str, language: str) -> tuple[str, ...]:
    """The parts of a compound, head last; () when it is none or the language is not nl or de.

    The word is folded first. Modifiers come without their linking sound, in their base form where
    it is known; the head as it is written, with its inflection.
    """
    if language not in _LINKS:
        return ()
    word = fold(word).strip("-'.")
    bare = word.removesuffix("'s")
    if not (_SHORTEST_WORD <= len(bare) <= _LONGEST_WORD and bare.isalpha()):
        return ()
    lemma = dictionaries.known(bare, language) or bare
    if _exceptions()[language].whole & {bare, lemma}:
        return ()
    parts = _best(lemma, language)
    head = len(lemma) - len(parts[-1]) if len(parts) > 1 else 0
    return (*parts[:-1], word[head:]) if head and bare.startswith(lemma[:head]) else ()


def _best(word: str, language: str) -> tuple[str, ...]:
    """The cheapest split of the word, by the best cover of each of its beginnings."""
    covers: list[_Cover | None] = [_Cover(cost=0, parts=()), *[None] * len(word)]
    for end in range(_SHORTEST_PART - 1, len(word)):
        covers[end] = _cover(word, end, covers, language)
    heads = (
        (len(before.parts), before.cost, -at, (*before.parts, word[at:]))
        for at in range(_SHORTEST_PART - 1, len(word))
        if (before := covers[at]) and _is_part(word[at:], language, last=True)
    )
    return min(heads, default=(0, 0, 0, ()))[-1]


def _cover(word: str, end: int, covers: list[_Cover | None], language: str) -> _Cover | None:
    found = (
        _Cover(cost=before.cost + cost, parts=(*before.parts, base))
        for at in range(end - _SHORTEST_PART + 2)
        if (before := covers[at]) and (modifier := _modifier(word[at:end], language))
        for base, cost in (modifier,)
    )
    return min(found, key=lambda cover: (len(cover.parts), cover.cost), default=None)


@lru_cache(maxsize=1 << 16)
def _modifier(piece: str, language: str) -> tuple[str, int] | None:
    """The base form of a piece that can stand before a head, and what that costs; else None.

    A base form costs nothing, a linking sound 1, an inflected form 2.
    """
    base = _exceptions()[language].bases.get(piece)
    if base:
        return base, 0
    if _is_part(piece, language, last=False):
        lemma = dictionaries.known(piece, language)
        if lemma == piece + "n":  # the subjunctive of a verb: `volge`
            return None
        if lemma in (piece, None):
            return _without_s(piece, language), 0
        return (lemma, 1) if _is_linked(piece, lemma, language) else (piece, 2)
    for link in _LINKS[language]:
        base = piece.removesuffix(link)
        if base != piece and _is_part(base, language, last=False):
            return base, 1
    return None


def _is_linked(piece: str, lemma: str, language: str) -> bool:
    return len(lemma) <= len(piece) and piece.endswith(_LINKS[language])


def _without_s(piece: str, language: str) -> str:
    """`dorps` before a head is `dorp`, though it is in the dictionary as a word of its own."""
    base = piece.removesuffix("s")
    is_base = len(base) >= _SHORTEST_PART and dictionaries.known(base, language) == base
    return base if language == "nl" and is_base else piece


def _is_part(piece: str, language: str, *, last: bool) -> bool:
    exceptions = _exceptions()[language]
    if len(piece) < _SHORTEST_PART and piece not in exceptions.short_parts:
        return False
    if piece in (exceptions.never_last if last else exceptions.never_first):
        return False
    if piece in exceptions.more_parts or piece in exceptions.short_parts:
        return True
    return dictionaries.is_form(piece, language)


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, _Exceptions]:
    return msgspec.convert(tomllib.loads(_DATA.read_text("utf-8")), dict[str, _Exceptions])
