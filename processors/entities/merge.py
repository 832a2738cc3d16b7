"""The model's spans and the lexicon's as one list, without overlaps.

The lexicon comes after the model and does not overwrite it: measured, it helps there and harms
before. It knows groups and canonical names; the model knows the longer names that hold them.
"""

import re
from collections.abc import Iterator

import msgspec

from processors.entities.spans import Span, longest, overlapping

# What follows a name in a compound with a hyphen: common words, and then perhaps another name.
_BEHIND = re.compile(r"[-\u2010\u2011][^\W\d_A-Z]*(?:[-\u2010\u2011][^\W\d_A-Z]+)*(?:\s+|$)")
_BEFORE = re.compile(r"[^\W\d_A-Z]+[-\u2010\u2011]")


def merge(text: str, model: list[Span], lexicon: list[Span]) -> list[Span]:
    """Spans in text order, for `text` that both lists (in order, without overlaps) speak of.

    A lexicon span replaces the model spans that it equals or contains, and takes its part of one
    that holds it in a compound with a hyphen (`IS-aanslag`, `Hamas-leider Yahya Sinwar`); any other
    model span that it overlaps stays. Where both see the same place the model may say that it is a
    person.
    """
    kept: list[Span] = []
    for span in lexicon:
        others = overlapping(model, span)
        if all(_beats(text, span, other) for other in others):
            kept.append(span)
            kept.extend(rest for other in others for rest in _rest(text, span, other))
    return longest([*kept, *(span for span in model if not overlapping(kept, span))])


def _beats(text: str, span: Span, other: Span) -> bool:
    if (span.start, span.end) == (other.start, other.end):
        return not (span.label == "LOC" and other.label == "PERSON")
    contains = span.start <= other.start and other.end <= span.end
    return contains or _is_compound(text, span, other)


def _is_compound(text: str, span: Span, other: Span) -> bool:
    if span.start == other.start:
        return _BEHIND.match(text, span.end, other.end) is not None
    before = _BEFORE.fullmatch(text, other.start, span.start)
    return span.end == other.end and before is not None


def _rest(text: str, span: Span, other: Span) -> Iterator[Span]:
    """What is left of a longer model span behind the compound: `Yahya Sinwar`."""
    behind = _BEHIND.match(text, span.end, other.end) if span.end < other.end else None
    if behind and behind.end() < other.end:
        name = " ".join(text[behind.end() : other.end].split())
        yield msgspec.structs.replace(other, start=behind.end(), name=name)
