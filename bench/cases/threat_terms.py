"""What 10,000 more terms cost the whole threat stage, against 100 more."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.measure import About, Sample, Target, UnavailableError, in_turn, milliseconds_each
from bench.terms import terms, write_lexicon
from bench.texts import Text, texts
from processors.threats import Lexicon, find_threats, load_classifier, load_lexicon

ABOUT = About(
    ours="the threat stage with 10,000 terms beside the bundled lexicon",
    theirs="the same with 100 terms, and the same matches",
    unit="ms/article",
    target=Target(at_most=2.0),
)
COUNT = 100


def case(rounds: int) -> Iterator[Sample]:
    """Milliseconds an article, everything loaded, new texts every round."""
    with tempfile.TemporaryDirectory() as folder:
        many, few = (_lexicon(Path(folder), count) for count in (10_000, 100))
    classifier = load_classifier()

    def run(lexicon: Lexicon, found: list[Text]) -> list[object]:
        return [
            find_threats(
                one.title, one.body, language=one.language, lexicon=lexicon, classifier=classifier
            )
            for one in found
        ]

    sets = [texts(COUNT, seed=seed) for seed in range(rounds + 1)]
    if run(many, sets[0]) != run(few, sets[0]):
        raise UnavailableError("the two lexicons do not find the same")
    yield from in_turn(sets, partial(run, many), partial(run, few), milliseconds_each)


def _lexicon(folder: Path, count: int) -> Lexicon:
    write_lexicon(folder, terms(count))
    return load_lexicon([folder])
