"""What a folded word means: by its form, its lemma, or the head of a compound nobody listed."""

from processors.threats.compile import COMPOUNDING
from processors.threats.values import Index, Symbol, Symbols
from tocsin.compounds import split
from tocsin.lemmas import lemma

# Longer strings are no words: the longest Dutch and German compounds in news have about 45.
LONGEST_WORD = 48
# Words kept in the cache of one index before it is emptied (bounds memory, about 20 MB).
MOST_KNOWN = 100_000
# A head this long is trusted also when the word list cannot split the word.
_TRUSTED_HEAD = 6
_SHORTEST_PART = 3
_VOWELS = frozenset("aeiouy")


def symbols(word: str, index: Index) -> Symbols:
    """The symbols of `word` (folded); none for most words. Remembered in `index.known`."""
    found = index.known.get(word)
    if found is None:
        found = _meaning(word, index) if len(word) <= LONGEST_WORD else ()
        if len(index.known) >= MOST_KNOWN:
            index.known.clear()
        index.known[word] = found
    return found


def _meaning(word: str, index: Index) -> Symbols:
    found = _form(word, index) or _by_lemma(word, index)
    if index.language in COMPOUNDING and not any(one[0] != "=" for one in found):
        found |= _compound(word, index)
    return tuple(sorted(found & index.swallowing or found))


def _form(word: str, index: Index) -> set[Symbol]:
    found = set(index.words.get(word, ()))
    if index.prefixes:
        for length in range(_SHORTEST_PART, len(word) + 1):
            found.update(index.prefixes.get(word[:length], ()))
    return {one for one in found if word not in index.exceptions.get(one, ())}


def _by_lemma(word: str, index: Index) -> set[Symbol]:
    plain = lemma(word, index.language)
    if plain == word:
        return set()
    found = index.lemmas.get(plain, ())
    return {one for one in found if word not in index.exceptions.get(one, ())}


def _compound(word: str, index: Index) -> set[Symbol]:
    """By its head; with a known head, the known parts before it count as well."""
    parts = split(word, index.language) or _by_known_head(word, index)
    if not parts:
        return set()
    *before, head = parts
    plain = lemma(head, index.language)
    named = {*index.heads.get(head, ()), *index.heads.get(plain, ())}
    heads = {one for one in named if not _excepted(word, before, one, index)}
    if heads:
        return heads | _parts(before, index)
    after = [*before[1:], head, plain]
    return {
        one for one in index.modifiers.get(before[0], ()) if not _excepted(word, after, one, index)
    }


def _by_known_head(word: str, index: Index) -> tuple[str, ...]:
    for cut in range(_SHORTEST_PART, len(word) - _TRUSTED_HEAD + 1):
        if word[cut:] in index.heads and _VOWELS.intersection(word[:cut]):
            return word[:cut], word[cut:]
    return ()


def _parts(parts: list[str], index: Index) -> set[Symbol]:
    found = {one for part in parts for one in index.words.get(part, ()) if one[0] != "="}
    return found - index.swallowing


def _excepted(word: str, parts: list[str], symbol: Symbol, index: Index) -> bool:
    exceptions = index.exceptions.get(symbol, frozenset[str]())
    return word in exceptions or not exceptions.isdisjoint(parts)
