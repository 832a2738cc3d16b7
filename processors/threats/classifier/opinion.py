"""What the classifier says of one sentence."""

from typing import NamedTuple

from tocsin.model import Category

# Chosen on the development half of the sentences: of a sense that barely holds and of a plain one.
_REFUSED_BELOW, _PLAIN, _PLAIN_REFUSED_BELOW = 0.15, 2.0, 0.02


class Opinion(NamedTuple):
    """How likely (0-1) a sentence reports a threat, and the likeliest category if it does.

    `odds` are the log odds of the same.
    """

    likely: float
    category: Category
    odds: float

    def refuses(self, score: float) -> bool:
        """Whether it speaks against a sense of the lexicon that holds with this score.

        What the lexicon plainly says takes more to refuse than what it takes to be likely.
        """
        return self.likely < (_REFUSED_BELOW if score < _PLAIN else _PLAIN_REFUSED_BELOW)
