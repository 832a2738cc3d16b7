"""The names of the lexicon, compiled into one automaton.

The data are TOML files of ours in `lexicon/`; each says at its head how it is read.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import msgspec
from ahocorasick_rs import AhoCorasick

from processors.entities.contexts import Context
from processors.entities.flat import flatten
from tocsin.model.entity import Label

Case = Literal["name", "acronym", "exact"]


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """One way to write a name: `alias` for `canonical`, in `languages` (none given: in all).

    `case` says which letters of the text are enough: `name` one capital, `acronym` capitals (or
    one, from four letters on), `exact` these and no others, as the context decides.
    """

    alias: str
    canonical: str
    label: Label
    case: Case
    languages: frozenset[str] = frozenset()
    context: Context | None = None
    first_name: bool = False
    shift: int = 0


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """`candidates[i]` are the names that the automaton's pattern `i` may stand for."""

    automaton: AhoCorasick
    candidates: tuple[tuple[Name, ...], ...]


_FOLDER = Path(__file__).with_name("lexicon")
_LONGEST_ACRONYM = 6
# Arabic writes and, so, with, for, like as one letter before the word.
_ARABIC = re.compile("[\u0600-\u06ff]")
_CLITICS = "وفبلك"


_CYRILLIC_WORD = re.compile("[\u0400-\u052f]{5,}")
_CYRILLIC_ENDINGS = "аяьйеоыиії"
_VOWELS = "аеоуыэюя"


@lru_cache(maxsize=1)
def bundled_names() -> Names:
    """The names that come with Tocsin; read once a process."""
    patterns: dict[str, list[Name]] = {}
    for name in _all_names():
        key = " " + " ".join(flatten(_stem(name.alias)).split())
        patterns.setdefault(key, []).append(name)
        if name.label != "LOC" and _ARABIC.search(name.alias):
            for letter in _CLITICS:
                shifted = msgspec.structs.replace(name, shift=1)
                patterns.setdefault(f" {letter}{key[1:]}", []).append(shifted)
    patterns.pop(" ", None)
    return Names(
        automaton=AhoCorasick(list(patterns)),
        candidates=tuple(tuple(names) for names in patterns.values()),
    )


def _stem(alias: str) -> str:
    """A Russian or Ukrainian word without the vowel that its cases change: `Москв`."""
    declined = len(alias) > 4 and alias[-1] in _CYRILLIC_ENDINGS and alias[-2] not in _VOWELS
    return alias[:-1] if declined and _CYRILLIC_WORD.fullmatch(alias) else alias


def _all_names() -> Iterator[Name]:
    """Ambiguous names first, so that their context decides before a plain entry does."""
    for alias, context in _contexts().items():
        yield Name(
            alias=alias,
            canonical=context.name,
            label=context.label,
            case="exact",
            languages=context.languages,
            context=context,
        )
    for canonical, entry in _read("groups").items():
        yield from _aliases(canonical, entry["aliases"], "GROUP")
    for file in ("agencies", "organisations"):
        for canonical, aliases in _read(file).items():
            yield from _aliases(canonical, aliases, "ORG")
    yield from _demonyms()
    yield from _places()


def _aliases(
    canonical: str, aliases: list[str], label: Label, languages: frozenset[str] = frozenset()
) -> Iterator[Name]:
    for alias in aliases:
        case = "acronym" if _is_acronym(alias) else "name"
        yield Name(alias=alias, canonical=canonical, label=label, case=case, languages=languages)


def _is_acronym(alias: str) -> bool:
    return alias.isupper() and len(alias) <= _LONGEST_ACRONYM and " " not in alias


def _demonyms() -> Iterator[Name]:
    peoples = _read("peoples")
    for language, demonyms in _read("demonyms").items():
        for base, others in demonyms.items():
            name = peoples[language].get(base, base)
            yield from _aliases(name, [base, *others], "MISC", frozenset({language}))


def _places() -> Iterator[Name]:
    data = _read("places")
    never = {flatten(name) for name in data["never"]}
    first_names = {flatten(name) for name in data["also_first_names"]}
    for name in (*_listed_places(data["places"]), *_generated_places()):
        flat = flatten(name.alias)
        if flat not in never:
            yield msgspec.structs.replace(name, first_name=flat in first_names)
    for name in (*_cities(), *_spellings()):
        if flatten(name.alias) not in never:
            yield name


def _listed_places(places: dict[str, list[str]]) -> Iterator[Name]:
    for canonical, aliases in places.items():
        yield from _aliases(canonical, aliases, "LOC")


def _generated_places() -> Iterator[Name]:
    """A name counts in its language, and in those that the file does not have."""
    for canonical, by_language in _read("places_cldr").items():
        for language, alias in by_language.items():
            spelt = [alias, alias.replace(" & ", " and ")] if " & " in alias else [alias]
            yield from _aliases(canonical, spelt, "LOC", frozenset({language}))


def _cities() -> Iterator[Name]:
    """Many are surnames as well: one of them before another capitalised word is no city."""
    for cities in _read("cities").values():
        for city in cities:
            (name,) = _aliases(city, [city], "LOC")
            yield msgspec.structs.replace(name, first_name=True)


def _spellings() -> Iterator[Name]:
    """Capitals without a name in CLDR, which may be surnames too, and cities in other scripts."""
    data = _read("geo")
    for section in ("capitals", "spellings"):
        for canonical, aliases in data[section].items():
            for name in _aliases(canonical, aliases, "LOC"):
                yield msgspec.structs.replace(name, first_name=section == "capitals")


def _contexts() -> dict[str, Context]:
    return msgspec.convert(_read("contexts"), dict[str, Context])


def _read(file: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{file}.toml").read_text("utf-8"))
