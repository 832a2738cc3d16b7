"""Where the lexicon's words stand, for 10,000 terms, against one regular expression a term."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import About, Sample, Target, in_turn, milliseconds_each
from bench.terms import terms, write_lexicon
from bench.texts import Text, texts
from processors.threats import load_lexicon
from processors.threats.read import read

ABOUT = About(
    ours="sentences, and where 10,000 terms and the bundled lexicon stand in them",
    theirs="10,000 compiled regular expressions, ignoring case, one a term",
    unit="ms/article",
    target=Target(at_most=0.001),
)
COUNT, TERMS = 10, 10_000


def case(rounds: int) -> Iterator[Sample]:
    """Milliseconds an article, everything compiled, new texts every round."""
    chosen = terms(TERMS)
    with tempfile.TemporaryDirectory() as folder:
        write_lexicon(Path(folder), chosen)
        lexicon = load_lexicon([Path(folder)])
    patterns = [re.compile(rf"\b{one}\b", re.IGNORECASE) for one in chosen]

    def ours(found: list[Text]) -> object:
        return [[*read("body", one.body, lexicon.indexes[one.language])] for one in found]

    def theirs(found: list[Text]) -> object:
        return [[*pattern.finditer(one.body)] for one in found for pattern in patterns]

    sets = [texts(COUNT, seed=seed) for seed in range(rounds + 1)]
    yield from in_turn(sets, ours, theirs, milliseconds_each)
