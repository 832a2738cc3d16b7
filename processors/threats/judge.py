"""What the matches make of the whole article."""

from collections import defaultdict
from collections.abc import Sequence

from processors.threats.status import NOT_COUNTING
from tocsin.model import Category, Threat, ThreatMatch
from tocsin.model.enriched import Understanding

# The lead: news says what happened in its first sentences (the inverted pyramid).
_LEAD = 500
_TITLE_WEIGHT, _LEAD_WEIGHT, _MIDDLE_WEIGHT, _END_WEIGHT = 1.0, 0.9, 0.6, 0.3
# What a thing of the past weighs outside title and lead, in proportion.
_PAST = 0.4
# Matches further down count for less the more text there is to mention things in.
_LONG = 3000
_RELEVANT = 0.8


def judge(
    article_title: str, body: str, matches: Sequence[ThreatMatch], understanding: Understanding
) -> Threat:
    """The verdict on an article from its `matches`.

    A match in title or lead is enough; further down it takes several, and more in a long text.
    Denied, exercised and invented threats count for nothing. `relevant` is None without matches
    in a language of which names at most are understood.
    """
    del article_title
    counting = [match for match in matches if match.status not in NOT_COUNTING]
    if understanding != "full" and not counting:
        return Threat(relevant=None, why=f"the language is understood: {understanding}")
    if not counting:
        return Threat(relevant=False, why=_why_not(matches))
    weights = [_weight(match, len(body)) for match in counting]
    prominent = max(weights) >= _RELEVANT
    total = sum(weights) / max(1.0, len(body) / _LONG)
    best = _leading(counting, weights)
    if not prominent and total < _RELEVANT:
        return Threat(relevant=False, why=f"only a passing mention: {best.text!r}")
    return _relevant(best, counting)


def _relevant(best: ThreatMatch, counting: list[ThreatMatch]) -> Threat:
    same = [one for one in counting if one.category == best.category and one.status == best.status]
    gravest = max(same, key=lambda one: one.severity)
    return Threat(
        relevant=True,
        category=best.category,
        severity=gravest.severity,
        status=best.status,
        why=f"{len(counting)} matches, first of all {best.text!r} in the {best.field}: {best.why}",
    )


def _leading(counting: list[ThreatMatch], weights: list[float]) -> ThreatMatch:
    """The weightiest match of the category that weighs most."""
    by_category: defaultdict[Category, float] = defaultdict(float)
    for match, weight in zip(counting, weights, strict=True):
        by_category[match.category] += weight * (match.severity + 1)
    category = max(by_category, key=lambda one: by_category[one])
    ranked = [
        (weight, match.severity, -at, match)
        for at, (match, weight) in enumerate(zip(counting, weights, strict=True))
        if match.category == category
    ]
    return max(ranked, key=lambda one: one[:3])[3]


def _weight(match: ThreatMatch, length: int) -> float:
    if match.field == "title":
        return _TITLE_WEIGHT
    if match.start < _LEAD:
        return _LEAD_WEIGHT
    far = match.start / max(1, length)
    weight = _MIDDLE_WEIGHT + (_END_WEIGHT - _MIDDLE_WEIGHT) * far
    return weight * (_PAST if match.status == "past" else 1)


def _why_not(matches: Sequence[ThreatMatch]) -> str:
    if not matches:
        return "nothing in it speaks of a threat"
    statuses = ", ".join(sorted({match.status for match in matches}))
    return f"what it speaks of did not happen: {statuses}"
