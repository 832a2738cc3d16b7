"""Matched passages in their context, as an alert shows them."""

from itertools import groupby

from processors.rules.passages import Passage
from tocsin.model import Article, Evidence

# About a line and a half either side: enough to judge a match without opening the article.
CONTEXT = 120


def evidence_of(article: Article, passages: list[Passage]) -> tuple[Evidence, ...]:
    """Each passage (none overlaps another) in its context, in the order given.

    `before + matched + after` is text of the field word for word, cut between words, and no two
    pieces of evidence show the same text twice.
    """
    found: dict[Passage, Evidence] = {}
    ordered = sorted(passages, key=lambda passage: (passage.field, passage.start))
    for field, group in groupby(ordered, key=lambda passage: passage.field):
        text = article.title if field == "title" else article.body
        found.update(_in_field(text, list(group)))
    return tuple(found[passage] for passage in passages)


def _in_field(text: str, passages: list[Passage]) -> dict[Passage, Evidence]:
    """Evidence of passages in text order: what one shows after it, the next does not show again."""
    found: dict[Passage, Evidence] = {}
    shown = 0
    limits = [passage.start for passage in passages[1:]] + [len(text)]
    for passage, limit in zip(passages, limits, strict=True):
        first = _begin(text, passage.start, shown)
        shown = _end(text, passage.end, limit)
        found[passage] = Evidence(
            field=passage.field,
            before=text[first : passage.start],
            matched=text[passage.start : passage.end],
            after=text[passage.end : shown],
            start=passage.start,
            end=passage.end,
            category=passage.category,
            term=passage.term,
        )
    return found


def _begin(text: str, start: int, lowest: int) -> int:
    """Where the context before `start` begins: not before `lowest`, not inside a word."""
    first = max(lowest, start - CONTEXT)
    if first > 0 and not text[first - 1].isspace():
        cut = next((at for at in range(first, start) if text[at].isspace()), None)
        first = first if cut is None or first == lowest else cut
    return start - len(text[first:start].lstrip())


def _end(text: str, end: int, highest: int) -> int:
    """Where the context after `end` ends: not after `highest`, not inside a word."""
    last = min(highest, end + CONTEXT)
    if last < highest and not text[last].isspace():
        cut = next((at for at in range(last - 1, end - 1, -1) if text[at].isspace()), None)
        last = last if cut is None else cut
    return end + len(text[end:last].rstrip())
