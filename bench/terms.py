"""Lexicons of many made-up terms, for the cases that ask what more terms cost."""

import random
from pathlib import Path

from bench.sentences import SYLLABLES

_HEAD = 'category = "sabotage"\nseverity = 50\n\n[[entry]]\nid = "many"\n'


def terms(count: int, *, seed: int = 3) -> list[str]:
    """So many distinct words of four syllables that no text of the benches holds."""
    rng = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        found["q" + "".join(rng.choices(SYLLABLES, k=4))] = None
    return list(found)


def write_lexicon(folder: Path, words: list[str]) -> None:
    """One entry with all the words in Dutch and English, as a user's own lexicon file."""
    listed = ", ".join(f'"{word}"' for word in words)
    text = f'{_HEAD}terms.nl = [{listed}]\nterms.en = [{listed}]\nmatch.nl = ["{words[0]}"]\n'
    (folder / "many.toml").write_text(text, encoding="utf-8")
