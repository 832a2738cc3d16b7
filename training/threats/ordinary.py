"""Ordinary sentences as harmless examples: what most text is, and what our own traps are not.

They come from openly licensed treebanks and name corpora that lie outside the repository, in files
`<set>.<language>.train.jsonl.gz`; CARD.md beside the weights names their licences. They carry no
label of ours, so one that the lexicon or a first model takes for a threat is left out: the
Wikipedia tells of wars. Of those that both readers marked, `ordinary_read.tsv` says what they are.
"""

import hashlib
import random
from pathlib import Path
from typing import cast

from tocsin.model import Category
from training.entities.records import language, read
from training.threats.sentences import Example

# Sentences taken of each set; about 3,600 a language.
SETS = {
    "ud.nl": 2000,
    "udweak.nl": 2000,
    "udweak.fr": 2500,
    "winer.fr": 1500,
    "udweak.es": 2500,
    "ancora.es": 1500,
    "germeval14.de": 3500,
    "uner_pud.de": 500,
    "wikigold.en": 800,
    "gum.en": 1200,
    "uner_ewt.en": 1200,
    "crossner.en": 600,
}
_READ = Path(__file__).with_name("ordinary_read.tsv")
_SHORTEST = 6  # words: less is a heading
_SEED = 1


def read_ordinary(folder: Path) -> list[Example]:
    """Harmless examples from the sets in `folder`, the same for the same files.

    Raises FileNotFoundError for a set that is not there.
    """
    rng = random.Random(_SEED)
    return [
        Example(language(name), text, (), "-", oblique=False)
        for name, most in SETS.items()
        for text in _chosen(folder, name, most, rng)
    ]


def _chosen(folder: Path, name: str, most: int, rng: random.Random) -> list[str]:
    records = read(folder, name, "train")
    if not records:
        raise FileNotFoundError(f"{folder}: there is no set {name!r} with a train file")
    long = [one.text for one in records if len(one.text.split()) >= _SHORTEST]
    rng.shuffle(long)
    return long[:most]


def read_ordinary_read(folder: Path, path: Path = _READ) -> list[Example]:
    """The sentences of the sets in `folder` that were read one by one, with what they are."""
    told: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in path.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name, digest, categories = line.split("\t")
            told[name, digest] = () if categories == "-" else tuple(categories.split(","))
    return [
        Example(language(name), one.text, cast("tuple[Category, ...]", own), "-", oblique=False)
        for name in sorted({name for name, _ in told})
        for one in read(folder, name, "train")
        if (own := told.get((name, _digest(one.text)))) is not None
    ]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
