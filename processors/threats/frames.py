"""Which entries a sentence fits: all elements of a frame close together."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from processors.threats.hits import Hit, Hits
from processors.threats.text import Sentence
from processors.threats.values import Frame, Index, Symbol

# How many of the nearest hits of an element are looked at; keeps hostile repetition linear.
_NEAREST = 3
# How often one frame is tried in a sentence: one that fits nowhere on its first eight anchors is in
# a list or in hostile repetition.
_MOST_ANCHORS = 8


class Fit(NamedTuple):
    """An entry fits on the words `first` to `last`.

    `symbols` are the elements it used, `places` where each of them stands, its anchor first.
    """

    entry: str
    first: int
    last: int
    symbols: frozenset[Symbol]
    anchor: Hit
    places: tuple[Hit, ...]


def find_fits(hits: Hits, sentence: Sentence, index: Index) -> Iterator[Fit]:
    """Every entry that fits, at most once for each of the first hits of its first element."""
    joined: frozenset[int] | None = None
    for symbol, anchors in hits.items():
        for frame in index.frames.get(symbol, ()):
            if not _has_all(frame.elements, hits):
                continue
            if joined is None:
                joined = _joined(sentence, index)
            for anchor in anchors[:_MOST_ANCHORS]:
                fit = _fit(frame, symbol, anchor, hits, sentence, joined)
                if fit is not None:
                    yield fit


def _has_all(elements: tuple[tuple[Symbol, ...], ...], hits: Hits) -> bool:
    for element in elements[1:]:
        for symbol in element:
            if symbol in hits:
                break
        else:
            return False
    return True


def _joined(sentence: Sentence, index: Index) -> frozenset[int]:
    """The places of words that are no form of the lexicon: compounds, when they mean anything."""
    return frozenset(at for at, word in enumerate(sentence) if word.text not in index.words)


def _fit(
    frame: Frame,
    symbol: Symbol,
    anchor: Hit,
    hits: Hits,
    sentence: Sentence,
    joined: frozenset[int],
) -> Fit | None:
    taken: list[tuple[Symbol, Hit]] = [(symbol, anchor)]
    for element in frame.elements[1:]:
        found = _nearest(element, anchor, taken, hits, joined)
        if found is None:
            return None
        taken.append(found)
    first = min(hit.first for _, hit in taken)
    last = max(hit.last for _, hit in taken)
    if last - first >= frame.within:
        return None
    if frame.clause and sentence[first].clause != sentence[last].clause:
        return None
    names = frozenset(name for name, _ in taken)
    return Fit(frame.entry, first, last, names, anchor, tuple(hit for _, hit in taken))


def _nearest(
    element: tuple[Symbol, ...],
    anchor: Hit,
    taken: list[tuple[Symbol, Hit]],
    hits: Hits,
    joined: frozenset[int],
) -> tuple[Symbol, Hit] | None:
    """The hit of `element` nearest to `anchor` that no other element stands on.

    Two elements may share one word only when it is a compound, where each is a different symbol.
    """
    choices = [
        (abs(hit.first - anchor.first), hit.first, symbol, hit)
        for symbol in element
        if symbol in hits
        for hit in _around(hits[symbol], anchor)
        if _is_free(symbol, hit, taken, joined)
    ]
    if not choices:
        return None
    _, _, symbol, hit = min(choices)
    return symbol, hit


def _is_free(
    symbol: Symbol, hit: Hit, taken: list[tuple[Symbol, Hit]], joined: frozenset[int]
) -> bool:
    for other, place in taken:
        # A separable verb spans what stands between its parts, so only its ends count.
        apart = {hit.first, hit.last}.isdisjoint((place.first, place.last))
        compound = hit == place and hit.first in joined and other != symbol
        if not (apart or compound):
            return False
    return True


def _around(found: list[Hit], anchor: Hit) -> list[Hit]:
    if len(found) <= 2 * _NEAREST:
        return found
    at = bisect_left(found, anchor)
    return found[max(0, at - _NEAREST) : at + _NEAREST]
