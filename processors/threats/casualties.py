"""How many were killed and hurt, as far as a sentence says."""

from collections.abc import Mapping
from typing import NamedTuple

from processors.threats.hits import Hits
from processors.threats.text import Sentence

# How many words may stand between a number and its dead: `twelve of the passengers were killed`.
_REACH = 6
# No single event in the news has more dead; a larger number is a year or a sum.
_LARGEST = 500_000


class Toll(NamedTuple):
    """People killed and injured; 0 when nothing is said, 1 when only the fact is."""

    killed: int
    injured: int


def toll(sentence: Sentence, hits: Hits, numbers: Mapping[str, int]) -> Toll:
    """The largest numbers that stand near words of killing and of injury."""
    killed = [hit.first for hit in hits.get("@killed", ())]
    injured = [hit.first for hit in hits.get("@injured", ())]
    if not killed and not injured:
        return Toll(0, 0)
    counts = {at: one for at, word in enumerate(sentence) if (one := _number(word.text, numbers))}
    nearest = {at: _nearest(at, [*killed, *injured]) for at in counts}
    return Toll(
        max((counts[at] for at in counts if nearest[at] in killed), default=int(bool(killed))),
        max((counts[at] for at in counts if nearest[at] in injured), default=int(bool(injured))),
    )


def _number(word: str, numbers: Mapping[str, int]) -> int:
    if word.isascii() and word.isdigit() and len(word) <= 6:
        value = int(word)
        is_year = len(word) == 4 and 1900 <= value < 2100
        return value if value <= _LARGEST and not is_year else 0
    return numbers.get(word, 0)


def _nearest(at: int, places: list[int]) -> int:
    """The place that a number at `at` counts: the next one, else the last before it; -1 if far."""
    near = [place for place in places if abs(place - at) <= _REACH]
    return min(near, key=lambda place: (abs(place - at), place < at), default=-1)
