"""What the classifier says of one sentence."""

from typing import NamedTuple

from tocsin.model import Category, Status

# Of a sense that barely holds and of a plain one, by the first reader and by both. Chosen on
# sentences that neither had seen; see CARD.md.
_REFUSED_BELOW, _PLAIN, _PLAIN_REFUSED_BELOW = 0.15, 2.0, 0.02
_BOTH_REFUSE_BELOW, _BOTH_REFUSE_PLAIN_BELOW = 0.25, 0.1


class Opinion(NamedTuple):
    """How likely (0-1) a sentence reports a threat, and the likeliest category if it does.

    `odds` are the log odds of the same; `both` says that the second reader was heard as well, and
    `status` what that one is sure has become of the threat.
    """

    likely: float
    category: Category
    odds: float
    both: bool = False
    status: Status | None = None

    def refuses(self, score: float) -> bool:
        """Whether it speaks against a sense of the lexicon that holds with this score.

        What the lexicon plainly says takes more to refuse than what it takes to be likely.
        """
        if self.both:
            return self.likely < (
                _BOTH_REFUSE_BELOW if score < _PLAIN else _BOTH_REFUSE_PLAIN_BELOW
            )
        return self.likely < (_REFUSED_BELOW if score < _PLAIN else _PLAIN_REFUSED_BELOW)
