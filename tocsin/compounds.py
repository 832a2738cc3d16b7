"""Dutch and German compounds taken apart: `droneaanval` is `drone` and `aanval`.

A word is covered with known forms (`tocsin.dictionaries`) joined directly or with a linking sound:
the fewest parts win, then the longest head. What must not be split, and the short parts that are
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
_Covers = list[tuple[str, ...] | None]
_DATA = Path(__file__).with_name("data") / "compounds.toml"


class _Exceptions(msgspec.Struct, frozen=True, kw_only=True):
    short_parts: frozenset[str]
    never_first: frozenset[str]
    never_last: frozenset[str]
    whole: frozenset[str]


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
    if _is_whole(bare, language):
        return ()
    parts = _best(bare, language)
    return (*parts[:-1], parts[-1] + word[len(bare) :]) if len(parts) > 1 else ()


def _is_whole(word: str, language: str) -> bool:
    whole = _exceptions()[language].whole
    return word in whole or dictionaries.known(word, language) in whole


def _best(word: str, language: str) -> tuple[str, ...]:
    """The best cover of every beginning of the word, shortest first; the last one is the word's."""
    covers: _Covers = [(), *[None] * len(word)]
    for end in range(_SHORTEST_PART - 1, len(word)):
        covers[end] = _cover(word, end, covers, language)
    heads = (
        (*before, word[at:])
        for at in range(len(word))
        if (before := covers[at]) and _is_part(word[at:], language, last=True)
    )
    return min(heads, key=lambda parts: (len(parts), -len(parts[-1])), default=())


def _cover(word: str, end: int, covers: _Covers, language: str) -> tuple[str, ...] | None:
    found = (
        (*before, base)
        for at in range(end - _SHORTEST_PART + 2)
        if (before := covers[at]) is not None and (base := _modifier(word[at:end], language))
    )
    return min(found, key=len, default=None)


@lru_cache(maxsize=1 << 16)
def _modifier(piece: str, language: str) -> str:
    """The base form of a piece that can stand before a head, "" when it cannot."""
    if _is_part(piece, language, last=False):
        lemma = dictionaries.known(piece, language) or piece
        linked = any(piece.endswith(link) for link in _LINKS[language])
        return lemma if linked and len(lemma) < len(piece) else piece
    for link in _LINKS[language]:
        base = piece.removesuffix(link)
        if base != piece and _is_part(base, language, last=False):
            return base
    return ""


def _is_part(piece: str, language: str, *, last: bool) -> bool:
    exceptions = _exceptions()[language]
    if len(piece) < _SHORTEST_PART and piece not in exceptions.short_parts:
        return False
    if piece in (exceptions.never_last if last else exceptions.never_first):
        return False
    return dictionaries.is_form(piece, language) or piece in exceptions.short_parts


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, _Exceptions]:
    return msgspec.convert(tomllib.loads(_DATA.read_text("utf-8")), dict[str, _Exceptions])
