"""One name, one label, in the whole article: what a model says of one mention holds for the others.

Measured on whole articles: F 66.5 without, 72.2 with it; persons 62.9 and 76.1, as the surname of a
full name is that person.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from ahocorasick_rs import AhoCorasick, MatchKind

from processors.entities.spans import Span, longest, overlapping
from tocsin.model.entity import Label

_SHORTEST = 3  # letters of a name that is looked for again
_MOST_ADDED = 1_000


class _Known(msgspec.Struct, frozen=True, kw_only=True):
    label: Label
    name: str


def make_consistent(
    texts: Sequence[str], spans: Sequence[list[Span]], lexicon: Sequence[list[Span]]
) -> list[list[Span]]:
    """The spans of each text, relabelled and completed by what is known of the whole article.

    The three lists belong together: texts (title and body), all spans found in each, and those of
    them that the lexicon found, whose labels and names stand.
    """
    fixed = {
        text[span.start : span.end]
        for text, found in zip(texts, lexicon, strict=True)
        for span in found
    }
    known = _known(texts, spans, fixed)
    return [
        _completed(text, [_relabelled(text, span, known) for span in found], known)
        for text, found in zip(texts, spans, strict=True)
    ]


def _known(texts: Sequence[str], spans: Sequence[list[Span]], fixed: set[str]) -> dict[str, _Known]:
    """By wording: the label most mentions have, and a surname as its person."""
    votes: dict[str, Counter[Label]] = {}
    for text, found in zip(texts, spans, strict=True):
        for span in found:
            votes.setdefault(text[span.start : span.end], Counter())[span.label] += 1
    known = {
        wording: _Known(label=max(count, key=count.__getitem__), name=" ".join(wording.split()))
        for wording, count in votes.items()
        if wording not in fixed
    }
    return {**known, **_surnames(known, fixed)}


def _surnames(known: Mapping[str, _Known], fixed: set[str]) -> dict[str, _Known]:
    """The family name of each full name; where two persons share it, by itself."""
    owners: dict[str, set[str]] = {}
    for wording, entry in known.items():
        for surname in _family_names(wording) if entry.label == "PERSON" else ():
            if len(surname) >= _SHORTEST and surname not in fixed:
                owners.setdefault(surname, set()).add(entry.name)
    return {
        surname: _Known(label="PERSON", name=min(names) if len(names) == 1 else surname)
        for surname, names in owners.items()
    }


def _family_names(wording: str) -> Iterator[str]:
    """`Weel`, and `Van Weel`, of David van Weel; nothing of a single word."""
    words = wording.split()
    at = len(words) - 1
    if at < 1 or not words[at][0].isupper():
        return
    yield words[at]
    while at > 1 and words[at - 1].islower():
        at -= 1
    if at < len(words) - 1:
        family = " ".join(words[at:])
        yield family[0].upper() + family[1:]


def _relabelled(text: str, span: Span, known: Mapping[str, _Known]) -> Span:
    entry = known.get(text[span.start : span.end])
    if entry is None:
        return span
    return msgspec.structs.replace(span, label=entry.label, name=entry.name)


def _completed(text: str, spans: list[Span], known: Mapping[str, _Known]) -> list[Span]:
    wordings = [word for word in known if len(word) >= _SHORTEST and any(map(str.isupper, word))]
    if not wordings:
        return spans
    automaton = AhoCorasick(wordings, matchkind=MatchKind.LeftmostLongest)
    added = [
        Span(start=start, end=end, label=known[word].label, name=known[word].name)
        for index, start, end in automaton.find_matches_as_indexes(text)
        for word in (wordings[index],)
        if _is_alone(text, start, end)
    ]
    new = [span for span in added[:_MOST_ADDED] if not overlapping(spans, span)]
    return longest([*spans, *new])


def _is_alone(text: str, start: int, end: int) -> bool:
    """Between word boundaries; a genitive s may follow (`Poetins`)."""
    if text[start - 1 : start].isalnum():
        return False
    after = text[end : end + 2]
    return not after[:1].isalnum() or (after[:1] == "s" and not after[1:].isalnum())
