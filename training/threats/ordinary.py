"""Ordinary sentences as harmless examples: what most text is, and what our own traps are not.

They come from openly licensed treebanks and name corpora that lie outside the repository, in files
`<set>.<language>.train.jsonl.gz`; CARD.md beside the weights names their licences. They carry no
label of ours, so one that the lexicon or a first model takes for a threat is left out: the
Wikipedia tells of wars.
"""

import random
from pathlib import Path

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
