"""How many were killed and hurt, as far as a sentence says."""

from collections.abc import Mapping
from typing import NamedTuple

from processors.threats.counts import counts
from processors.threats.hits import Hits
from processors.threats.text import Sentence

# How many words may stand between a number and its dead: `twelve of the passengers were killed`.
_REACH = 6
# What a comma or an `and` between them counts for, in words: `3 killed and 40 people were hurt`.
_BREAK = 4
# What else a number near the dead may count: the arrested, the missing.
_OTHERS = ("@arrest", "@counted_otherwise")
_AND = frozenset({"and", "en", "et", "und", "y"})


class Toll(NamedTuple):
    """People killed and injured; 0 when nothing is said, 1 when only the fact is."""

    killed: int
    injured: int


def toll(sentence: Sentence, text: str, hits: Hits, numbers: Mapping[str, int]) -> Toll:
    """The largest numbers that stand near words of killing and of injury in `text`."""
    killed = {hit.first for hit in hits.get("@killed", ())}
    injured = {hit.first for hit in hits.get("@injured", ())}
    if not killed and not injured:
        return Toll(0, 0)
    others = {hit.first for symbol in _OTHERS for hit in hits.get(symbol, ())}
    places = sorted(killed | injured | others)
    counted = counts(sentence, text, hits, numbers)
    nearest = {at: _nearest(at, places, sentence, text) for at in counted}
    return Toll(
        max((counted[at] for at in counted if nearest[at] in killed), default=int(bool(killed))),
        max((counted[at] for at in counted if nearest[at] in injured), default=int(bool(injured))),
    )


def _nearest(at: int, places: list[int], sentence: Sentence, text: str) -> int:
    """The place that a number at `at` counts: the next one, else the last before it; -1 if far."""
    near = [place for place in places if abs(place - at) <= _REACH]
    far = {place: abs(place - at) + _broken(at, place, sentence, text) for place in near}
    return min(near, key=lambda place: (far[place], place < at), default=-1)


def _broken(at: int, place: int, sentence: Sentence, text: str) -> int:
    first, last = min(at, place), max(at, place)
    comma = "," in text[sentence[first].end : sentence[last].start]
    joined = any(word.text in _AND for word in sentence[first + 1 : last])
    return _BREAK if comma or joined else 0
