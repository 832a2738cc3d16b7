"""Lemmas of folded words, and the words a search may use to find a text.

Known forms come from `tocsin.dictionaries`; our own corrections and additions, measured on
`tests/contract/lemma_forms.tsv`, from `data/lemmas.toml`; an unknown Dutch or German compound gets
the lemma of its head. Folded words in, folded lemmas out, so that a query typed without diacritics
and a text that has them meet.
"""

import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec

from tocsin import compounds, dictionaries
from tocsin.inflections import by_rule
from tocsin.tokens import fold, forms, tokenize, words

_DATA = Path(__file__).with_name("data") / "lemmas.toml"
# News repeats itself: 2^16 forms hold the words of weeks; a form takes about 0.5 kB.
_FORMS_KEPT = 1 << 16
# Abbreviations that are words without their dots: searching them undotted would find those words.
_WORDS_TOO = frozenset({"us", "is", "it", "in", "as", "at", "am", "an", "or", "on", "no", "so"})


class _Corrections(msgspec.Struct, frozen=True, kw_only=True):
    """Of one language: form to lemma, and what words are made longer with in front."""

    prefixes: tuple[str, ...]
    forms: dict[str, str]


@lru_cache(maxsize=_FORMS_KEPT)
def lemma(word: str, language: str) -> str:
    """The folded lemma of a folded word; the word itself where nothing better is known.

    A hyphened word gets the lemma of its last part: `is-aanslagen` is `is-aanslag`.
    """
    if language not in dictionaries.LANGUAGES or not word:
        return word
    corrected = _data()[language].forms.get(word)
    if corrected:
        return corrected
    found = dictionaries.known(word, language)
    if found is None:
        return by_rule(word, language) or _of_unknown(word, language)
    return by_rule(word, language, found) or found


def _of_unknown(word: str, language: str) -> str:
    """By its last part: behind a hyphen, a prefix, or in a compound."""
    first, hyphen, last = word.rpartition("-")
    if hyphen:
        return first + hyphen + lemma(last, language)
    if word.endswith("'s"):
        return lemma(word[:-2], language)
    parts = compounds.split(word, language)
    head = parts[-1] if parts else _after_prefix(word, language)
    return word.removesuffix(head) + lemma(head, language) if head else word


def _after_prefix(word: str, language: str) -> str:
    """`attaques` of `cyberattaques`, "" when there is no known word behind a prefix."""
    rests = (word.removeprefix(prefix) for prefix in _data()[language].prefixes)
    known = (rest for rest in rests if rest != word and dictionaries.known(rest, language))
    return next(known, "")


def search_lemmas(text: str, language: str) -> frozenset[str]:
    """The words a search may use to find the text, as `EnrichedArticle.lemmas` holds them.

    Whole words, parts of hyphened words, their lemmas in `language` (ISO 639-1; of an unknown one
    none), and in Dutch and German the parts of compounds with their lemmas.
    """
    found: set[str] = set()
    for form in forms(text):
        found.update(_terms(form, language))
    return frozenset(found)


def query_lemmas(word: str, language: str | None) -> frozenset[str]:
    """What an unquoted word of a query looks for: the word and its lemma, never compound parts.

    Without a language, its lemma in each of nl, en, fr, de, es.
    """
    folded = fold(word).strip("-'.")
    languages = dictionaries.LANGUAGES if language is None else (language,)
    undotted = {folded.replace(".", "")} - _WORDS_TOO if _is_abbreviation(folded) else set()
    return frozenset({folded, *undotted, *(lemma(folded, code) for code in languages)})


@lru_cache(maxsize=_FORMS_KEPT)
def _terms(form: str, language: str) -> tuple[str, ...]:
    """All search terms of one unfolded form, as `tokens.forms` gives it."""
    found = {token.text for token in (*words(form), *tokenize(form))}
    for word in tuple(found):
        found.add(lemma(word, language))
        found.update(_parts(word, language))
        found.add(dictionaries.spelt(form, language) or word)
        if _is_abbreviation(word):
            found.add(word.replace(".", ""))
    return tuple(found)


def _parts(word: str, language: str) -> set[str]:
    """The parts of a compound with their lemmas, and the parts of those."""
    found: set[str] = set()
    for part in compounds.split(word, language):
        found |= {part, lemma(part, language)} | _parts(part, language)
    return found


def _is_abbreviation(word: str) -> bool:
    """Single letters with dots between: `u.n`."""
    return "." in word and all(len(letter) == 1 and letter.isalpha() for letter in word.split("."))


@lru_cache(maxsize=1)
def _data() -> dict[str, _Corrections]:
    return msgspec.convert(tomllib.loads(_DATA.read_text("utf-8")), dict[str, _Corrections])
