"""The words of a sentence as the classifier reads them."""

from collections.abc import Iterator
from typing import NamedTuple

from processors.threats.classifier.features import name_pieces, pieces
from processors.threats.text import Sentence
from processors.threats.values import Index


class Seen(NamedTuple):
    """A folded word, and whether it is a name, of which only the whole counts."""

    word: str
    name: bool

    def pieces(self) -> list[str]:
        """Its pieces."""
        return name_pieces(self.word) if self.name else pieces(self.word)


# Languages that write every noun with a capital.
_CAPITALS = frozenset({"de"})


def seen(sentence: Sentence, text: str, index: Index) -> Iterator[Seen]:
    """The words of `sentence`, part of `text`; names by their capitals, where these say so.

    A headline in which most words have capitals holds no names as far as can be told.
    """
    capitals = [text[word.start].isupper() for word in sentence]
    telling = index.language not in _CAPITALS and 2 * sum(capitals[1:]) < len(capitals)
    for at, word in enumerate(sentence):
        name = telling and at > 0 and capitals[at] and word.text not in index.words
        yield Seen(word.text, name)
