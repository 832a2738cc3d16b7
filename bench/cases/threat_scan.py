"""Where the lexicon's words stand, for 10,000 terms, against one regular expression a term."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.measure import About, Sample, Target, in_turn, milliseconds_each
from bench.terms import terms, write_lexicon
from bench.texts import Text, texts
from processors.threats import Lexicon, load_lexicon
from processors.threats.hits import find_hits
from processors.threats.text import Sentence, sentences

ABOUT = About(
    ours="where 10,000 terms and the bundled lexicon stand in sentences already cut and folded",
    theirs="10,000 compiled regular expressions on the text, ignoring case, one a term",
    unit="ms/article",
    target=Target(at_most=0.001),
)
COUNT, TERMS, READ_BEFORE = 10, 10_000, 500


class Cut(NamedTuple):
    """A text as the scan gets it."""

    text: Text
    sentences: list[Sentence]


def case(rounds: int) -> Iterator[Sample]:
    """Milliseconds an article, everything compiled, new texts every round.

    Ours remembers what a word means, so it reads other articles first, as it would have in use.
    """
    chosen = terms(TERMS)
    with tempfile.TemporaryDirectory() as folder:
        write_lexicon(Path(folder), chosen)
        lexicon = load_lexicon([Path(folder)])
    patterns = [re.compile(rf"\b{one}\b", re.IGNORECASE) for one in chosen]

    def ours(found: list[Cut]) -> object:
        return [
            find_hits(own, one.text.body, lexicon.indexes[one.text.language])
            for one in found
            for own in one.sentences
        ]

    def theirs(found: list[Cut]) -> object:
        return [[*pattern.finditer(one.text.body)] for one in found for pattern in patterns]

    ours([_cut(text, lexicon) for text in texts(READ_BEFORE, seed=rounds + 1)])
    sets = [[_cut(text, lexicon) for text in texts(COUNT, seed=seed)] for seed in range(rounds + 1)]
    yield from in_turn(sets, ours, theirs, milliseconds_each)


def _cut(text: Text, lexicon: Lexicon) -> Cut:
    return Cut(text, [*sentences(text.body, lexicon.indexes[text.language].breaks)])
