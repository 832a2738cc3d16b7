"""What the matches make of the whole article."""

from collections import defaultdict
from collections.abc import Sequence

from processors.threats.find import Assessment
from processors.threats.status import NOT_COUNTING
from tocsin.model import Category, Threat, ThreatMatch
from tocsin.model.enriched import Understanding

# The lead: news says what happened in its first sentences (the inverted pyramid).
_LEAD = 500
_TITLE_WEIGHT, _LEAD_WEIGHT, _MIDDLE_WEIGHT, _END_WEIGHT = 1.0, 0.9, 0.6, 0.3
# What a thing of the past weighs outside title and lead, in proportion.
_PAST = 0.4
# What a match of the category weighs that the whole article reads like, in proportion.
_LIKELY = 3.0
# Matches so close together (characters) are one mention.
_NEAR = 80
# A short text needs one prominent mention; one of `_LONG` characters or more also has to come back
# to it, as an article about a threat does and one that mentions it does not.
_SHORT, _LONG = 600, 1200
_ENOUGH_SHORT, _ENOUGH_LONG = 0.8, 1.4
# Beyond this length, the more text there is, the more is mentioned in passing.
_VERY_LONG = 6000


def judge(title: str, body: str, found: Assessment, understanding: Understanding) -> Threat:
    """The verdict on an article from what `assess` found in it.

    Where the classifier has log odds on the article as a whole, they say whether it is about what
    it mentions; else the weight of the mentions does. Matches of the category that the whole reads
    like weigh more. Denied, exercised and invented threats count for nothing. `relevant` is None
    without a match in a language of which names at most are understood.
    """
    matches = found.matches
    counting = [match for match in matches if match.status not in NOT_COUNTING]
    if understanding != "full" and not counting:
        return Threat(relevant=None, why=f"the language is understood: {understanding}")
    if not counting:
        return Threat(relevant=False, why=_why_not(matches))
    weights = [_weight(match, len(body)) for match in counting]
    best = _leading(counting, weights, found.category)
    if not _is_about(counting, weights, len(title) + len(body), found.odds):
        return Threat(relevant=False, why=f"only a passing mention: {best.text!r}")
    return _relevant(best, counting)


def _is_about(
    counting: list[ThreatMatch], weights: list[float], length: int, odds: float | None
) -> bool:
    return _total(counting, weights) >= _enough(length) if odds is None else odds > 0


def _enough(length: int) -> float:
    """The weight that makes an article of `length` characters relevant."""
    share = min(1.0, max(0.0, (length - _SHORT) / (_LONG - _SHORT)))
    wanted = _ENOUGH_SHORT + share * (_ENOUGH_LONG - _ENOUGH_SHORT)
    return wanted * max(1.0, length / _VERY_LONG) ** 0.5


def _total(counting: list[ThreatMatch], weights: list[float]) -> float:
    """The weight of all mentions; of matches that stand close together only the weightiest."""
    total, last, heaviest = 0.0, None, 0.0
    for match, weight in zip(counting, weights, strict=True):
        together = last is not None and last.field == match.field
        if not together or last is None or match.start - last.end > _NEAR:
            total, heaviest = total + heaviest, 0.0
        heaviest = max(heaviest, weight)
        last = match
    return total + heaviest


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


def _leading(
    counting: list[ThreatMatch], weights: list[float], likely: Category | None
) -> ThreatMatch:
    """The weightiest match of the category that weighs most."""
    by_category: defaultdict[Category, float] = defaultdict(float)
    for match, weight in zip(counting, weights, strict=True):
        share = _LIKELY if match.category == likely else 1.0
        by_category[match.category] += share * weight * (match.severity + 1)
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
