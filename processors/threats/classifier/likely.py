"""Log odds as a probability."""

import math

# Log odds beyond which nothing is surer: no text, however long its words, makes it overflow.
_CERTAIN = 30.0


def likely(log_odds: float) -> float:
    """The probability, 0 to 1."""
    return 1 / (1 + math.exp(-max(-_CERTAIN, min(_CERTAIN, log_odds))))
