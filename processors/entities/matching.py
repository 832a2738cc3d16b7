"""Names of the lexicon found in a text by one pass of an automaton.

Longest match wins; a name is found between word boundaries only, in compounds with a hyphen
(`IS-aanslag`) and in Dutch and German ones without (`Hamasleider`) its own part.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import cached_property

from processors.entities.contexts import around, is_name
from processors.entities.flat import flatten
from processors.entities.names import Name, bundled_names
from processors.entities.spans import Span, longest
from tocsin.dictionaries import is_form

# More names than a newspaper page can hold; keeps a hostile text's entities within a message.
MOST_NAMES = 1_000
_MOST_CANDIDATES = 100_000
_READ_LANGUAGES = frozenset({"en", "nl", "fr", "de", "es", "ru", "uk", "ar", "fa", "tr"})
_COMPOUNDING = frozenset({"nl", "de"})
_SHORTEST_STEM = 5
_SHORTEST_HEAD = 4
_LONGEST_TAIL = 30
# Case endings of Russian and Ukrainian nouns, flattened.
_CASE_ENDING = re.compile(
    r"(?:[аяыиуюеоьі]|ои|еи|ою|ею|єю|ом|ем|єм|ов|ев|ам|ям|ах|ях|ами|ями|ью|ові|ії|ию) "
)
_WORD_END = re.compile(rf"[^ ]{{1,{_LONGEST_TAIL}}}")


class _Page:
    """A text in a language, with what is worked out once for all candidates in it."""

    def __init__(self, text: str, language: str, nearby: str) -> None:
        self.text, self.language, self._nearby = text, language, nearby
        self.flat = f" {flatten(text)} "

    @cached_property
    def nearby(self) -> AbstractSet[str]:
        """The folded words of the whole article."""
        return frozenset(flatten(self._nearby).split()) | frozenset(self.flat.split())


def find_names(text: str, language: str, *, nearby: str = "") -> list[Span]:
    """Spans of the names in `text`, in order, at most `MOST_NAMES`.

    `nearby` is more text of the same article, for names that need to be spoken for.
    """
    page = _Page(text, language, nearby)
    return longest(_candidates(page))[:MOST_NAMES]


def _candidates(page: _Page) -> Iterator[Span]:
    names = bundled_names()
    hits = names.automaton.find_matches_as_indexes(page.flat, overlapping=True)
    for pattern, start, end in hits[:_MOST_CANDIDATES]:
        for name in names.candidates[pattern]:
            span = _span(page, name, start + name.shift, end - 1)
            if span:
                yield span
                break


def _span(page: _Page, name: Name, start: int, end: int) -> Span | None:
    """The candidate at `text[start:end]`, if language, boundary, case and context allow it."""
    if not _speaks(name.languages, page.language):
        return None
    reached = _boundary(page, name, end)
    if reached is None or not _is_written_so(name, page.text[start:end]):
        return None
    if name.first_name and page.language != "de" and _before_capital(page.text, reached):
        return None
    if name.context and not is_name(name.context, around(page.text, start, end), page.nearby):
        return None
    return Span(start=start, end=reached, label=name.label, name=name.canonical)


def _speaks(languages: AbstractSet[str], language: str) -> bool:
    """A text in a language without lists of its own is read with all of them."""
    return not languages or language in languages or language not in _READ_LANGUAGES


def _boundary(page: _Page, name: Name, end: int) -> int | None:
    """Where the name ends in the text, None where it is only the beginning of another word."""
    flat, at = page.flat, end + 1
    if flat[at] == " ":
        return end + (name.alias.endswith(".") and page.text[end : end + 1] == ".")
    if len(name.alias) < _SHORTEST_STEM or name.context:
        return None
    if _CASE_ENDING.match(flat, at):
        return flat.index(" ", at) - 1
    if flat.startswith("s ", at) and name.label != "MISC":
        return end
    return end if _is_compound(page, name, at) else None


def _is_compound(page: _Page, name: Name, at: int) -> bool:
    if page.language not in _COMPOUNDING or name.label not in ("GROUP", "ORG"):
        return False
    tail = _WORD_END.match(page.flat, at)
    head = tail.group() if tail else ""
    return len(head) >= _SHORTEST_HEAD and is_form(head, page.language)


def _is_written_so(name: Name, text: str) -> bool:
    """Whether the text has the capitals that the name asks for."""
    if name.case == "exact":
        return text == name.alias
    if name.case == "acronym":
        return text.isupper() or (len(text) > 3 and text[0].isupper() and text[1:].islower())
    if name.label in ("GROUP", "MISC"):  # `Islamitische staat`
        return not name.alias[0].isupper() or text[0].isupper() or text.lower() == text.upper()
    return all(b.isupper() for a, b in zip(name.alias, text, strict=False) if a.isupper())


def _before_capital(text: str, end: int) -> bool:
    return text[end : end + 1] == " " and text[end + 1 : end + 2].isupper()
