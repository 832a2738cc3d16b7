"""The words of a sentence as the classifier reads them."""

from processors.threats.classifier.features import pieces
from processors.threats.text import Sentence
from processors.threats.values import Index

# Stands before a name, of which only the whole counts: its letters say nothing about other words.
NAME = "^"
# Languages that write every noun with a capital.
_CAPITALS = frozenset({"de"})


def keys(sentence: Sentence, text: str, index: Index) -> list[str]:
    """The folded words of `sentence`, part of `text`, names with `NAME` before them.

    Capitals tell names where a language writes only these so. A headline in which most words have
    capitals holds none as far as can be told.
    """
    words = [word.text for word in sentence]
    if index.language in _CAPITALS:
        return words
    capitals = [at for at, word in enumerate(sentence) if text[word.start].isupper() and at]
    if 2 * len(capitals) < len(words):
        for at in capitals:
            if words[at] not in index.words:
                words[at] = NAME + words[at]
    return words


def pieces_of(key: str) -> list[str]:
    """The pieces of a word as `keys` gives it."""
    return [f"<{key[1:]}>"] if key.startswith(NAME) else pieces(key)
