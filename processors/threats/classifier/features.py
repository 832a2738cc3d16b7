"""What the classifier sees of a sentence: pieces of its words, word classes, frames that fit.

The same functions serve training and use. Pieces are character n-grams within a word, as in
fastText (Bojanowski et al. 2017, TACL 5): they see through inflection, compounds and spelling.
Classes and their pairs are the same in all languages, so what is learned in one serves the others.
"""

from collections.abc import Iterable
from itertools import combinations

from processors.threats.hits import Hits

# Measured on the development sentences: 3-5 is as good as 2-6 and a third of the work.
_SHORTEST, _LONGEST = 3, 5
# A sentence of a hundred classes is a list; pairs of more would cost its square.
_MOST_CLASSES = 24

# A class or a lexicon entry, or a pair of classes.
ClassFeature = str | tuple[str, str]


def pieces(word: str) -> list[str]:
    """The pieces of a folded `word`: the whole, between marks, and its n-grams."""
    marked = f"<{word}>"
    found = [marked]
    for length in range(_SHORTEST, min(_LONGEST, len(marked) - 1) + 1):
        found += [marked[at : at + length] for at in range(len(marked) - length + 1)]
    return found


def class_features(hits: Hits, entries: Iterable[str]) -> list[ClassFeature]:
    """The classes of a sentence, their pairs, and the `entries` whose sense holds in it."""
    classes = sorted([symbol for symbol in hits if symbol[0] == "@"])[:_MOST_CLASSES]
    return [*classes, *combinations(classes, 2), *sorted({f"#{entry}" for entry in entries})]
