"""A stretch of text that names something, before it becomes an entity of an article."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from tocsin.model.entity import Label


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """`start` and `end` (code points, exclusive) in one text; `name` is the canonical name."""

    start: int
    end: int
    label: Label
    name: str


def longest(spans: Iterable[Span]) -> list[Span]:
    """In text order, without overlaps: of two the one that begins first, then the longest."""
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not chosen or span.start >= chosen[-1].end:
            chosen.append(span)
    return chosen


def overlapping(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of `spans` (in order, without overlaps) that share a character with `span`."""
    first = bisect_right(spans, span.start, key=lambda other: other.end)
    last = bisect_left(spans, span.end, key=lambda other: other.start)
    return spans[first:last]
