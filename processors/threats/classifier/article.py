"""The verdict of the classifier on an article as a whole: what it is about, not what it mentions.

A review of a thriller and a match report hold sentences that read like a threat; the sentences
around them say otherwise. So the article's own model sees how its sentences were read, where, and
which word classes stand in how many of them.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from processors.threats.classifier.opinion import Opinion
from processors.threats.precedence import Held
from processors.threats.readings import Reading

# A text of fewer sentences has nothing around them; its sentences speak for themselves.
FEWEST_SENTENCES = 4
# News says first what it is about (the inverted pyramid), so an article is judged by its beginning,
# and one of forty sentences like one of ten.
_BEGINNING = 14
# Log odds are cut to this: beyond it they say no more.
_CUT = 4.0
# A class in a third of the sentences is a topic of the article.
_TOPIC = 3.0
_UNTITLED = -3.0
# What the lexicon says plainly at first and again in a quarter of the sentences needs no second
# opinion: 2 of 765 harmless articles do.
_OFTEN, _PLAINLY = 0.25, 1.0
# A sense of the lexicon that needs nothing around it, and the sentences that a reader sees first.
_PLAIN, _LEAD = 2.0, 3
# Log odds of a sentence that is not ruled out: a probability of 0.18.
_POSSIBLE = -1.5


class ArticleModel(NamedTuple):
    """A linear model: the share of each signal, and the bias."""

    bias: float
    weights: Mapping[str, float]

    def log_odds(self, signals: Mapping[str, float]) -> float:
        """Above 0 when the article is about a threat."""
        known = self.weights
        odds = self.bias + sum(known.get(name, 0.0) * value for name, value in signals.items())
        plainly = signals["plain at first"] > 0 and signals["plain"] >= _OFTEN
        return max(odds, _PLAINLY) if plainly else odds


def article_signals(
    readings: Sequence[Reading], opinions: Sequence[Opinion], kept: Sequence[Sequence[Held]]
) -> dict[str, float]:
    """What the model sees of an article with these sentences and what was thought of them.

    `kept` are the senses of each that the opinion does not refuse. The article's length is none of
    the signals: what is long is no likelier to be a threat.
    """
    first = _first_distinct(readings)
    scores = [max((one.verdict.score for one in kept[at]), default=0.0) for at in first]
    readings, odds = [readings[at] for at in first], [opinions[at].odds for at in first]
    title = [one for one, own in zip(odds, readings, strict=True) if own.read.field == "title"]
    body = [one for one, own in zip(odds, readings, strict=True) if own.read.field == "body"]
    ranked = sorted(odds, reverse=True)
    count = len(readings)
    signals = {
        "title": max(title, default=_UNTITLED),
        "mean": fmean(body or [0.0]),
        "best": ranked[0],
        "best two": fmean(ranked[:2]),
        "best three": fmean(ranked[:3]),
        "lead": fmean(body[:2] or [0.0]),
        "end": fmean(body[-2:] or [0.0]),
        "cut mean": fmean(max(-_CUT, min(_CUT, one)) for one in odds),
        "likely": sum(one > 0 for one in odds) / count,
        "possible": sum(one > _POSSIBLE for one in odds) / count,
        "kept": sum(score > 0 for score in scores) / count,
        "plain": sum(score >= _PLAIN for score in scores) / count,
        "plain at first": float(max(scores[:_LEAD]) >= _PLAIN),
    }
    classes = Counter(name for own in readings for name in own.read.hits if name[0] == "@")
    return signals | {name: min(1.0, _TOPIC * n / count) for name, n in classes.items()}


def _first_distinct(readings: Sequence[Reading]) -> list[int]:
    """The places of the first sentences, each counted once: pages repeat their furniture."""
    met: dict[tuple[str, ...], int] = {}
    for at, one in enumerate(readings):
        met.setdefault(tuple(word.text for word in one.read.sentence), at)
        if len(met) == _BEGINNING:
            break
    return list(met.values())


def read_article_model(path: Path) -> ArticleModel:
    """The model in a TOML file as `training.threats` writes it."""
    raw = tomllib.loads(path.read_text("utf-8"))
    return ArticleModel(raw["bias"], raw["weights"])
