"""The threat stage against a statistical pipeline of the official small size, on one core."""

import tempfile
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from bench.measure import About, Sample, Target, in_turn, milliseconds_each
from bench.one_core import one_core
from bench.spacy_pipeline import build
from bench.texts import Text, texts

ABOUT = About(
    ours="find_threats, lexicon and classifier, on 200 Dutch and English articles, language known",
    theirs="spaCy nlp.pipe (tok2vec + ner, untrained) of each language on the same texts",
    unit="ms/article",
    target=Target(at_most=0.10),
)
COUNT = 200
LANGUAGES = ("nl", "en")

Side = Callable[[list[Text]], None]


def case(rounds: int) -> Iterator[Sample]:
    """Milliseconds an article, everything loaded, both on the same core, new texts every round."""
    sets = [texts(COUNT, seed=seed, languages=LANGUAGES) for seed in range(rounds + 1)]
    with tempfile.TemporaryDirectory() as folder, one_core():
        yield from in_turn(sets, _ours(), _theirs(Path(folder)), milliseconds_each)


def _ours() -> Side:
    from processors.threats import find_threats, load_classifier, load_lexicon  # heavy data

    lexicon, classifier = load_lexicon(), load_classifier()

    def side(found: list[Text]) -> None:
        for text in found:
            find_threats(
                text.title,
                text.body,
                language=text.language,
                lexicon=lexicon,
                classifier=classifier,
            )

    return side


def _theirs(folder: Path) -> Side:
    import spacy  # 2-3 s

    pipelines = {language: spacy.load(build(language, folder)) for language in LANGUAGES}

    def side(found: list[Text]) -> None:
        in_order = sorted(found, key=lambda text: text.language)
        for language, group in groupby(in_order, key=lambda text: text.language):
            documents = (f"{text.title}\n\n{text.body}" for text in group)
            for _ in pipelines[language].pipe(documents, n_process=1):
                pass

    return side
