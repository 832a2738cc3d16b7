"""Known word forms of five languages, looked up by their folded spelling.

The forms and lemmas are those of simplemma (MIT), loaded when a language is first used: 0.15-1 s
and 20-115 MB a language. Its dictionaries are spelt with diacritics while our words are folded, so
the spellings a folded word may stand for are tried: `explosion` finds Spanish `explosión`,
`anschlage` finds German `Anschläge`.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import combinations, product

from tocsin.tokens import fold

LANGUAGES = ("nl", "en", "fr", "de", "es")

# What a folded letter may have been; more than three changed letters in a word are not tried.
_SPELLINGS = {
    "nl": {"e": "ëé", "i": "ï", "o": "ö", "u": "ü", "a": "ä"},
    "en": {"e": "é"},
    "fr": {"e": "éèêë", "a": "àâ", "i": "îï", "o": "ô", "u": "ûùü", "c": "ç", "oe": "œ"},
    "de": {"a": "ä", "o": "ö", "u": "ü", "ss": "ß"},
    "es": {"a": "á", "e": "é", "i": "í", "o": "ó", "u": "úü", "n": "ñ"},
}
_CHANGED = {"nl": 2, "en": 2, "fr": 3, "de": 2, "es": 2}
_MOST_SPELLINGS = 150
_LONGEST = 60


@lru_cache(maxsize=1 << 17)
def known(form: str, language: str) -> str | None:
    """The folded lemma of a folded form that is in the dictionary, else None.

    Where several spellings are in it the plain one comes first, in German the noun.
    """
    if language not in _SPELLINGS or not form or len(form) > _LONGEST:
        return None
    readings = _german(form) if language == "de" else _plain(form, language)
    found = next(readings, None)
    return None if found is None else fold(found.replace("_", ""))


def spelt(form: str, language: str) -> str | None:
    """The folded lemma of a form with its own capitals and diacritics, None when it is not known.

    `blessé` tells more than `blesse`; queries and rules cannot ask for it, so it is an addition.
    """
    if language not in _SPELLINGS or not form or len(form) > _LONGEST:
        return None
    found = _entries(language).get(form) or _entries(language).get(form.lower())
    return None if found is None else fold(found.replace("_", ""))


def is_form(form: str, language: str) -> bool:
    """Whether a folded form is in the dictionary: quicker than `known`, with fewer spellings.

    Meant for the many pieces that are tried when a compound is split.
    """
    entries = _entries(language)
    if language != "de":
        return form in entries
    return any(
        _capital(spelling) in entries or spelling in entries
        for spelling in (form, *_spellings(form, "de", changed=1))
    )


def _plain(form: str, language: str) -> Iterator[str]:
    entries = _entries(language)
    for spelling in (form, *_spellings(form, language), form.capitalize()):
        found = entries.get(spelling)
        if found is not None:
            yield found


def _german(form: str) -> Iterator[str]:
    """Nouns first; a noun's plural with umlaut before a name that happens to be spelt like it."""
    entries = _entries("de")
    direct = entries.get(form.capitalize())
    if direct is not None and direct != form.capitalize():
        yield direct
    for spelling in _spellings(form, "de"):
        noun = entries.get(_capital(spelling))
        if noun is not None and (direct is None or noun != _capital(spelling)):
            yield noun
    if direct is not None:
        yield direct
    for spelling in (form, *_spellings(form, "de")):
        found = entries.get(spelling)
        if found is not None:
            yield found


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _spellings(form: str, language: str, changed: int = 0) -> Iterator[str]:
    """The form with one, two ... letters changed back, at most `_MOST_SPELLINGS` of them."""
    table = _SPELLINGS[language]
    places = [(at, key) for key in table for at in _places(form, key)]
    given = 0
    for count in range(1, (changed or _CHANGED[language]) + 1):
        for chosen in combinations(places, count):
            for letters in product(*(table[key] for _, key in chosen)):
                given += 1
                if given > _MOST_SPELLINGS:
                    return
                yield _respelt(form, chosen, letters)


def _places(form: str, key: str) -> Iterator[int]:
    at = form.find(key)
    while at >= 0:
        yield at
        at = form.find(key, at + len(key))


def _respelt(form: str, chosen: tuple[tuple[int, str], ...], letters: tuple[str, ...]) -> str:
    changes = sorted(zip(chosen, letters, strict=True), reverse=True)
    for (at, key), letter in changes:
        form = form[:at] + letter + form[at + len(key) :]
    return form


@lru_cache(maxsize=len(LANGUAGES))
def _entries(language: str) -> Mapping[str, str]:
    from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY  # heavy

    return DEFAULT_DICTIONARY_FACTORY.get_dictionary(language)
