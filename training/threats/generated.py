"""Sentences generated from the frames: an entry's own, with other words of the same classes.

`Gunmen opened fire in a mosque` becomes `Masked men opened fire in a station`: what makes it a
match is the frame, not the words. What an entry must not match is taken as it is, since another
word might well make it a threat.
"""

import random
from collections.abc import Iterator, Mapping
from itertools import product

from processors.threats import Lexicon
from processors.threats.hits import find_hits
from processors.threats.layout import LanguageCode
from processors.threats.text import Word, sentences
from processors.threats.values import Index, Symbol
from training.threats.sentences import Example

LANGUAGES: tuple[LanguageCode, ...] = ("de", "en", "es", "fr", "nl")
# Variants of a sentence, and the share of its class words that change in each.
_VARIANTS, _CHANGED = 4, 0.6
_SEED = 3
# Words of grammar say how a sentence is built; another one would break it.
_SHORTEST = 4


def generate(lexicon: Lexicon) -> list[Example]:
    """Examples in the languages that are read in full; the same for the same lexicon."""
    rng = random.Random(_SEED)
    words = {name: _words_of_classes(lexicon, name) for name in LANGUAGES}
    found: dict[str, Example] = {}
    for sense, language in product(lexicon.senses.values(), LANGUAGES):
        for text in sense.table.match.get(language, ()):
            for variant in _variants(text, lexicon.indexes[language], words[language], rng):
                own = (sense.category,)
                found[variant] = Example(language, variant, own, "-", oblique=False)
        for text in sense.table.no_match.get(language, ()):
            found[text] = Example(language, text, (), "-", oblique=False)
    return list(found.values())


def _words_of_classes(lexicon: Lexicon, language: LanguageCode) -> dict[Symbol, list[str]]:
    """The single words of each class as its file gives them: an inflected one fits few places."""
    listed = {
        "@" + name: [one for one in table.terms.get(language, ()) if one.isalpha()]
        for name, table in lexicon.classes.items()
        if not table.swallows
    }
    return {
        symbol: [one for one in terms if len(one) >= _SHORTEST] for symbol, terms in listed.items()
    }


def _variants(
    text: str, index: Index, words: Mapping[Symbol, list[str]], rng: random.Random
) -> Iterator[str]:
    yield text
    places = list(_places(text, index, words))
    for _ in range(_VARIANTS if places else 0):
        made, last = "", 0
        for word, symbol in places:
            if rng.random() < _CHANGED:
                made += text[last : word.start] + rng.choice(words[symbol])
                last = word.end
        yield made + text[last:]


def _places(
    text: str, index: Index, words: Mapping[Symbol, list[str]]
) -> Iterator[tuple[Word, Symbol]]:
    """The words that stand for a class by themselves, in text order."""
    for sentence in sentences(text, index.breaks):
        single = {
            hit.first: symbol
            for symbol, hits in find_hits(sentence, text, index).items()
            for hit in hits
            if hit.first == hit.last and symbol in words
        }
        for at, symbol in sorted(single.items()):
            if sentence[at].text in words[symbol]:
                yield sentence[at], symbol
