"""Where the words, classes and phrases of the lexicon stand in a sentence."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import chain
from typing import NamedTuple

from processors.threats.text import LONGEST_SENTENCE, Sentence, written
from processors.threats.values import Index, Phrase, Symbol, Symbols
from processors.threats.words import symbols

# Words that may stand between the elements of a phrase with a gap.
_GAP = 6
# German and Dutch put a whole middle field between a verb and its particle.
_SEPARATION = 14


class Hit(NamedTuple):
    """A symbol stands on the words `first` to `last`, both included."""

    first: int
    last: int


Hits = dict[Symbol, list[Hit]]
# On each place of a sentence, a hit of one word.
_SINGLE = [Hit(at, at) for at in range(LONGEST_SENTENCE)]


def find_hits(sentence: Sentence, text: str, index: Index) -> Hits:
    """Every class and entry word in `sentence`, by symbol, in text order."""
    marks = [symbols(word.text, index) for word in sentence]
    if index.capitals:
        marks = _with_capitals(marks, sentence, text, index)
    places: defaultdict[Symbol, list[int]] = defaultdict(list)
    for at, found in enumerate(marks):
        for symbol in found:
            places[symbol].append(at)
    if not places:
        return {}
    hits: Hits = {
        symbol: [_SINGLE[at] for at in found]
        for symbol, found in places.items()
        if symbol[0] != "="
    }
    _add_phrases(hits, places, sentence, index)
    return _swallow(hits, index)


def _with_capitals(
    marks: list[Symbols], sentence: Sentence, text: str, index: Index
) -> list[Symbols]:
    """Marks with names such as `IS`, unless the whole sentence is in capitals."""
    found = {
        at: names
        for at, word in enumerate(sentence)
        if word.text in index.capitals
        and (names := index.capitals[word.text].get(text[word.start : word.end]))
    }
    if not found or _all_capitals(sentence, text):
        return marks
    return [(*mark, *found.get(at, ())) for at, mark in enumerate(marks)]


def _all_capitals(sentence: Sentence, text: str) -> bool:
    return len(sentence) > 2 and written(sentence, text).isupper()


def _add_phrases(
    hits: Hits, places: defaultdict[Symbol, list[int]], sentence: Sentence, index: Index
) -> None:
    there = places.keys()
    for anchor in tuple(index.phrases.keys() & there):
        partners = index.phrases[anchor]
        for phrase in chain.from_iterable(partners[one] for one in partners.keys() & there):
            if all(element in there for element in phrase.elements):
                found = _of_phrase(phrase, places, sentence, index)
                if found:
                    hits[phrase.target] = sorted([*hits.get(phrase.target, ()), *found])


def _of_phrase(
    phrase: Phrase, places: defaultdict[Symbol, list[int]], sentence: Sentence, index: Index
) -> list[Hit]:
    anchors = places[phrase.elements[phrase.anchor]]
    found = (_phrase_at(at, phrase, places, sentence, index) for at in anchors)
    return [hit for hit in found if hit is not None]


def _phrase_at(
    at: int,
    phrase: Phrase,
    places: defaultdict[Symbol, list[int]],
    sentence: Sentence,
    index: Index,
) -> Hit | None:
    if phrase.order == "separable":
        return _separable_at(at, places[phrase.elements[0]], sentence, index)
    used = {at}
    before = after = at
    gap = 1 if phrase.order == "adjacent" else _GAP
    for element in phrase.elements[phrase.anchor + 1 :]:
        after = _next(after, places[element], gap, used)
        used.add(after)
    for element in reversed(phrase.elements[: phrase.anchor]):
        before = _previous(before, places[element], gap, used)
        if before < 0 and phrase.order == "any":
            before = _next(at, places[element], gap, used)
        used.add(before)
    if phrase.order == "any" and -1 in used and len(phrase.elements) == 2:
        other = phrase.elements[1 - phrase.anchor]
        used = {at, _previous(at, places[other], gap, {at})}
    if -1 in used or sentence[min(used)].clause != sentence[max(used)].clause:
        return None
    return Hit(min(used), max(used))


def _next(at: int, places: list[int], gap: int, used: set[int]) -> int:
    """The first of `places` after `at` within `gap` words, -1 when there is none."""
    if at < 0:
        return -1
    spot = bisect_right(places, at)
    found = places[spot] if spot < len(places) else -1
    return found if found >= 0 and found - at <= gap and found not in used else -1


def _previous(at: int, places: list[int], gap: int, used: set[int]) -> int:
    if at < 0:
        return -1
    spot = bisect_left(places, at) - 1
    found = places[spot] if spot >= 0 else -1
    return found if found >= 0 and at - found <= gap and found not in used else -1


def _separable_at(at: int, verbs: list[int], sentence: Sentence, index: Index) -> Hit | None:
    """The particle at `at` closes its clause, or stands before what is no noun phrase."""
    if at + 1 < len(sentence) and sentence[at + 1].text in index.determiners:
        return None
    verb = _previous(at, verbs, _SEPARATION, set())
    if verb < 0 and at + 2 < len(sentence) and sentence[at + 1].text in {"te", "zu"}:
        verb = _next(at, verbs, 2, set())
    if verb < 0 or sentence[verb].clause != sentence[at].clause:
        return None
    return Hit(min(verb, at), max(verb, at))


def _swallow(hits: Hits, index: Index) -> Hits:
    """Without what stands wholly or partly on an idiom."""
    if index.swallowing.isdisjoint(hits):
        return hits
    idioms = {
        at
        for symbol in index.swallowing & hits.keys()
        for hit in hits[symbol]
        for at in range(hit.first, hit.last + 1)
    }
    kept = {
        symbol: [hit for hit in found if symbol in index.swallowing or not _touches(hit, idioms)]
        for symbol, found in hits.items()
    }
    return {symbol: found for symbol, found in kept.items() if found}


def _touches(hit: Hit, places: set[int]) -> bool:
    return hit.first in places or hit.last in places
