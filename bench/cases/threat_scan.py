"""Where the lexicon's words stand, for 10,000 terms, against one regular expression a term."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import About, Sample, Target, interleaved, seconds
from bench.terms import terms, write_lexicon
from bench.texts import texts
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
    sets = [texts(COUNT, seed=seed) for seed in range(rounds)]
    mine, other = iter(sets), iter(sets)

    def ours() -> float:
        found = next(mine)
        work = lambda: [[*read("body", t.body, lexicon.indexes[t.language])] for t in found]  # noqa: E731
        return seconds(work) * 1_000 / COUNT

    def theirs() -> float:
        found = next(other)
        work = lambda: [[*p.finditer(t.body)] for t in found for p in patterns]  # noqa: E731
        return seconds(work) * 1_000 / COUNT

    yield from interleaved(rounds, ours, theirs)
