"""The second reader's part: what it is asked about, and what both readers think together.

A sentence costs it several times what the whole threat stage costs for an article, so it reads of
few articles, and of these the sentences that may matter.
"""

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from processors.threats.classifier.likely import likely
from processors.threats.classifier.opinion import Opinion
from processors.threats.encoder import FIRST_STATUS, Encoder, opening
from processors.threats.readings import Reading
from processors.threats.text import written
from tocsin.model import CATEGORIES, STATUSES, Category

# Log odds of the first reader on a sentence, and on a whole article, from which the second reads.
# Of harmless articles, a third of them full of traps, 6 in 100 come so far; of threats 41 of 42.
_DOUBT, _ARTICLE_DOUBT = -2.0, -2.5
# Log odds of the first reader from which it is sure: of an article, and of a sentence of an article
# in which an entry holds. Neither changes a verdict of 440 unseen articles, and both save time.
_SURE_OF_ARTICLE, _SURE_OF_SENTENCE = 4.0, 3.0
# Sentences of one article that are read, the likeliest first.
_MOST_READ = 24
# Logistic regression on 1,000 sentences that neither reader had seen: bias, and the share of each.
# `python -m training.threats.calibrate` prints it.
_BIAS, _FIRST, _SECOND = -0.41, 0.57, 0.85
# The same on the likelier 182 of 440 unseen articles: the first reader's odds on the whole, and the
# second's on its opening; the bias is 0.2 higher, to miss fewer. What its sentences are thought to
# be adds nothing to these.
_ARTICLE_BIAS, _ARTICLE_FIRST, _ARTICLE_OPENING = -0.9, 0.23, 0.53
# Log odds of a status from which the second reader is heard: even.
_SURE = 0.0


class Opinions(NamedTuple):
    """One of each sentence, and the log odds that the article is about a threat.

    `article` is None for a text of a few sentences; `category` is the likeliest of the article,
    None where the second reader was not asked.
    """

    sentences: list[Opinion]
    article: float | None
    category: Category | None = None


def is_candidate(readings: Sequence[Reading], first: Opinions) -> bool:
    """Whether the second reader is asked."""
    if first.article is not None:
        return first.article > _ARTICLE_DOUBT
    return bool(_to_read(readings, first))


def read_again(
    title: str, body: str, readings: Sequence[Reading], first: Opinions, encoder: Encoder
) -> Opinions:
    """What both think."""
    chosen = _to_read(readings, first)
    texts = [written(readings[at].read.sentence, readings[at].read.text) for at in chosen]
    whole = first.article is not None and first.article <= _SURE_OF_ARTICLE
    found = encoder.log_odds([*texts, *([opening(title, body)] if whole else [])]).tolist()
    sentences = list(first.sentences)
    for at, row in zip(chosen, found, strict=False):
        sentences[at] = _together(first.sentences[at], row)
    if first.article is None or not whole:
        return Opinions(sentences, first.article)
    return _with_article(sentences, first.article, found[-1])


def _with_article(sentences: list[Opinion], first: float, opened: Sequence[float]) -> Opinions:
    odds = _ARTICLE_BIAS + _ARTICLE_FIRST * first + _ARTICLE_OPENING * opened[0]
    # What an article is about stands in one of its sentences: of 120 unseen threats in all but one.
    if all(one.odds <= _DOUBT for one in sentences):
        odds = min(odds, _DOUBT)
    categories = opened[1:FIRST_STATUS]
    return Opinions(sentences, odds, CATEGORIES[categories.index(max(categories))])


def _to_read(readings: Sequence[Reading], first: Opinions) -> list[int]:
    opinions = first.sentences
    sure = _SURE_OF_SENTENCE if first.article is not None else inf
    doubtful = [
        at
        for at, (own, one) in enumerate(zip(readings, opinions, strict=True))
        if (one.odds <= sure if own.held else one.odds > _DOUBT)
    ]
    return sorted(sorted(doubtful, key=lambda at: -opinions[at].odds)[:_MOST_READ])


def _together(first: Opinion, second: Sequence[float]) -> Opinion:
    odds = _BIAS + _FIRST * first.odds + _SECOND * second[0]
    statuses = second[FIRST_STATUS:]
    surest = max(statuses)
    status = STATUSES[statuses.index(surest)] if surest > _SURE else None
    # The first reader tells categories better: 0.94 to 0.85 of the same sentences.
    return Opinion(likely(odds), first.category, odds, both=True, status=status)
