"""The verdict of the classifier on an article as a whole: what it is about, not what it mentions.

A review of a thriller and a match report hold sentences that read like a threat; the sentences
around them say otherwise. So the article's own model sees how its sentences were read, where, and
which word classes stand in how many of them.
"""

import math
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

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
# Log odds of a sentence that is not ruled out: a probability of 0.18.
_POSSIBLE = -1.5


class ArticleModel(NamedTuple):
    """A linear model: the share of each signal, and the bias."""

    bias: float
    weights: Mapping[str, float]

    def log_odds(self, signals: Mapping[str, float]) -> float:
        """Above 0 when the article is about a threat."""
        known = self.weights
        return self.bias + sum(
            known[name] * value for name, value in signals.items() if name in known
        )


def article_signals(readings: Sequence[Reading], odds: Sequence[float]) -> dict[str, float]:
    """What the model sees of an article with these sentences and their log odds of a threat."""
    readings, odds = readings[:_BEGINNING], odds[:_BEGINNING]
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
        "held": sum(bool(own.held) for own in readings) / count,
        "length": math.log(count),
    }
    classes = Counter(name for own in readings for name in own.read.hits if name[0] == "@")
    return signals | {name: min(1.0, _TOPIC * n / count) for name, n in classes.items()}


def read_article_model(path: Path) -> ArticleModel:
    """The model in a TOML file as `training.threats` writes it."""
    raw = tomllib.loads(path.read_text("utf-8"))
    return ArticleModel(raw["bias"], raw["weights"])
