"""News-like texts from sentence templates of our own, the same for the same seed.

Every fifth text reports a threat and says so in several sentences; the others are town news, sport
and markets, traps among them ("aanslag" of the tax office, "shot" on goal). Every sentence about a
person names a new one and every text has words that were never met, so that caches of word forms
miss as often as they do on news. A statistical pipeline costs the same whatever it reads.
"""

import random
from collections.abc import Sequence
from typing import NamedTuple

from bench.sentences import ENDINGS, FIRST_NAMES, SENTENCES, SLOTS, SYLLABLES


class Text(NamedTuple):
    """One article: 300-500 words of body in paragraphs."""

    language: str
    title: str
    body: str


def texts(count: int, *, seed: int = 7, languages: Sequence[str] = ("nl", "en")) -> list[Text]:
    """So many texts, their languages in turn."""
    rng = random.Random(seed)
    return [
        _text(rng, languages[number % len(languages)], threat=number % 5 == 0)
        for number in range(count)
    ]


def _text(rng: random.Random, language: str, *, threat: bool) -> Text:
    target = rng.randint(320, 480)
    calm, grave = SENTENCES[language]["calm"], SENTENCES[language]["threat"]
    sentences = [_sentence(rng, grave if threat else calm, language)]
    words = 0
    while words < target:
        kind = grave if threat and rng.random() < 0.3 else calm
        sentences.append(_sentence(rng, kind, language))
        words += len(sentences[-1].split())
    return Text(language, sentences[0].rstrip("."), _paragraphs(sentences[1:]))


def _sentence(rng: random.Random, templates: Sequence[str], language: str) -> str:
    filled = {name: rng.choice(values) for name, values in SLOTS[language].items()}
    filled["name"] = f"{rng.choice(FIRST_NAMES)} {_made(rng).title()}"
    filled["made"] = _made(rng) + rng.choice(ENDINGS[language])
    sentence = rng.choice(templates).format(n=rng.randint(2, 90), **filled)
    return sentence[0].upper() + sentence[1:]


def _made(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=3))


def _paragraphs(sentences: list[str]) -> str:
    groups = [sentences[first : first + 4] for first in range(0, len(sentences), 4)]
    return "\n\n".join(" ".join(group) for group in groups)
