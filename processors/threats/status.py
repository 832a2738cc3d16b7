"""What became of a threat: carried out, claimed, foiled, denied ... and the cue that says so."""

from typing import NamedTuple

from processors.threats.frames import Fit
from processors.threats.hits import Hits
from processors.threats.text import Sentence
from processors.threats.values import Symbol
from tocsin.model import Status

NEGATION = "@negation"
# Words that may stand between a negation and what it denies: `no evidence of a bomb`.
BRIDGE = "@negation_bridge"
# What a negation may deny instead of the threat: `no casualties in the bombing`.
_DENIED_INSTEAD = ("@killed", "@injured", "@status.claimed", "@arrest", "@damage")
NAMED_GROUP = "@group"
PLANNED, INVESTIGATED = "@status.threatened", "@status.investigated"
_ARREST, _ATTEMPT_CHARGE = "@arrest", "@attempt_charge"
_PLANS = frozenset({"@plan", "@kit"})
# How far back a negation reaches, and how many words in between may be no bridge.
_REACH = 6
_STRANGERS = 1
# A year from here to there in a sentence makes its events past; later ones may be this year's.
_FIRST_YEAR, _RECENT = 1200, 2023
# The order of precedence: an invented attack is invented whatever else is said of it.
_FIRST: tuple[Status, ...] = ("fiction", "exercise", "denied", "foiled", "claimed")
_THEN: tuple[Status, ...] = ("threatened", "investigated", "past")
NOT_COUNTING: frozenset[Status] = frozenset({"denied", "exercise", "fiction"})


class Finding(NamedTuple):
    """A status and the words that gave it ("" when it is the entry's own or the plain one)."""

    status: Status
    cue: str


def decide(
    fit: Fit,
    own: Status | None,
    hits: Hits,
    everywhere: frozenset[Status],
    sentence: Sentence,
    sure: Status | None,
) -> Finding:
    """The status of `fit`. `own` is its entry's; `everywhere` holds for the whole article.

    Where the classifier is `sure` of another, that one, unless the whole article says otherwise.
    """
    finding = _by_cues(fit, own, hits, everywhere, sentence)
    if sure is None or sure == finding.status or finding.status in everywhere:
        return finding
    return Finding(sure, "classifier")


def _by_cues(
    fit: Fit, own: Status | None, hits: Hits, everywhere: frozenset[Status], sentence: Sentence
) -> Finding:
    first = _first(fit, hits, everywhere, sentence)
    if first is not None:
        return first
    may_be_stopped = own == "threatened" or PLANNED in hits
    stopped = _stopped(fit, hits, sentence) if may_be_stopped else None
    if stopped is not None:
        return stopped
    return Finding(own, "") if own is not None else _then(fit, hits, sentence)


def _first(
    fit: Fit, hits: Hits, everywhere: frozenset[Status], sentence: Sentence
) -> Finding | None:
    """What comes before the entry's own status."""
    for status in _FIRST:
        if status in everywhere:
            return Finding(status, "the title or the tags")
        cue = _cue(status, fit, hits, sentence)
        if cue:
            return Finding(status, cue)
        if status == "denied" and is_negated(fit, hits, sentence):
            return Finding("denied", "a negation")
    return None


def _then(fit: Fit, hits: Hits, sentence: Sentence) -> Finding:
    """What the sentence says of an entry without a status of its own."""
    for status in _THEN:
        cue = _cue(status, fit, hits, sentence)
        if cue:
            return Finding(status, cue)
    year = _old_year(sentence)
    return Finding("past", year) if year else Finding("reported", "")


def _stopped(fit: Fit, hits: Hits, sentence: Sentence) -> Finding | None:
    """What became of a plan whose makers were caught, or are before a court."""
    planned = not fit.symbols.isdisjoint(_PLANS) or not _PLANS.isdisjoint(hits)
    if not planned:
        return None
    arrests = hits.get(_ARREST)
    if arrests:
        words = sentence[arrests[0].first : arrests[0].last + 1]
        return Finding("foiled", " ".join(word.text for word in words))
    cue = _cue("investigated", fit, hits, sentence)
    return Finding("investigated", cue) if cue else None


def _old_year(sentence: Sentence) -> str:
    years = (word.text for word in sentence if len(word.text) == 4 and word.text.isdecimal())
    return next((year for year in years if _FIRST_YEAR <= int(year) < _RECENT), "")


def is_negated(fit: Fit, hits: Hits, sentence: Sentence) -> bool:
    """Whether a negation stands before the match with nothing of its own to deny in between."""
    negations = {hit.last for hit in hits.get(NEGATION, ())}
    if not negations:
        return False
    bridges = _positions(hits, BRIDGE)
    instead = {at for symbol in _DENIED_INSTEAD for at in _positions(hits, symbol)}
    own = set(range(fit.first, fit.last + 1))
    starts = {fit.first, fit.anchor.first}
    return any(_denied_from(start, negations, bridges, instead - own, sentence) for start in starts)


def _denied_from(
    start: int, negations: set[int], bridges: set[int], instead: set[int], sentence: Sentence
) -> bool:
    strangers = 0
    for at in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if sentence[at].clause != sentence[start].clause or at in instead:
            return False
        if at in negations:
            return True
        strangers += at not in bridges
        if strangers > _STRANGERS:
            return False
    return False


def _cue(status: Status, fit: Fit, hits: Hits, sentence: Sentence) -> str:
    """The words of a cue that is not itself the match, "" when there is none."""
    del fit
    found = hits.get("@status." + status, [])
    if status == "foiled" and INVESTIGATED in hits:
        charges = _positions(hits, _ATTEMPT_CHARGE)
        found = [hit for hit in found if hit.first not in charges]
    if not found:
        return ""
    return " ".join(word.text for word in sentence[found[0].first : found[0].last + 1])


def _positions(hits: Hits, symbol: Symbol) -> set[int]:
    return {at for hit in hits.get(symbol, ()) for at in range(hit.first, hit.last + 1)}
