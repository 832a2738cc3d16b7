"""A text as sentences of folded words that know where they stand in the original."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tocsin.tokens import fold

INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_COMBINING = "\u0300-\u036f\u064b-\u065f\u0670"
_MARKS = re.compile(
    rf"(?P<word>[^\W_](?:[^\W_]|[{INVISIBLE}{_COMBINING}])*)"
    r"|(?P<stop>[.!?…。؟]+[\"'”’»)\]]*(?=\s|$))"
    r"|(?P<line>\n[\s]*)"
    r"|(?P<clause>[;:])"
    r"|(?P<comma>,)"
)
# A sentence longer than this is cut: it keeps the work per word constant on hostile text.
LONGEST_SENTENCE = 120
# Titles after which a full stop does not end the sentence; single letters neither.
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr st prof gen col lt sgt capt sen rep gov vs no nr dhr mevr ing drs mme sr".split()
)


class Word(NamedTuple):
    """A folded word, `start` and `end` in the original text, and the clause it stands in."""

    text: str
    start: int
    end: int
    clause: int


Sentence = tuple[Word, ...]


def written(sentence: Sentence, text: str) -> str:
    """How `sentence` stands in `text`: from its first to its last word."""
    return text[sentence[0].start : sentence[-1].end]


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """`tocsin.tokens.fold` of one word, remembered: most words of a text were met before."""
    return fold(word)


def sentences(text: str, breaks: frozenset[str] = frozenset()) -> Iterator[Sentence]:
    """The sentences of `text`, each of 1 to `LONGEST_SENTENCE` words.

    `breaks` are folded conjunctions that begin a new clause after a comma.
    """
    words: list[Word] = []
    clause, after_comma = 0, False
    for mark in _MARKS.finditer(text):
        kind = mark.lastgroup
        if kind == "word":
            folded = fold_word(mark[0])
            clause += after_comma and folded in breaks
            after_comma = False
            words.append(Word(folded, mark.start(), mark.end(), clause))
        elif kind == "comma":
            after_comma = True
        elif kind == "clause":
            clause += 1
        if words and (len(words) == LONGEST_SENTENCE or _ends(kind, text, mark, words[-1])):
            yield tuple(words)
            words, clause, after_comma = [], 0, False
    if words:
        yield tuple(words)


def _ends(kind: str | None, text: str, mark: re.Match[str], last: Word) -> bool:
    if kind not in {"stop", "line"}:
        return False
    following = text[mark.end() : mark.end() + 2].strip()[:1]
    if kind == "line":
        return not following.islower()
    abbreviation = mark[0] == "." and (len(last.text) == 1 or last.text in _ABBREVIATIONS)
    return not (abbreviation or following.islower())
