"""The threats that a text speaks of."""

from collections.abc import Sequence
from itertools import islice

from processors.threats.attribution import attribution
from processors.threats.casualties import toll
from processors.threats.frames import find_fits
from processors.threats.hits import find_hits
from processors.threats.precedence import Held, without_subsumed
from processors.threats.read import Read, read
from processors.threats.reason import reason
from processors.threats.sense import THRESHOLD, Setting, evidence, weigh
from processors.threats.severity import severity
from processors.threats.status import NAMED_GROUP, decide
from processors.threats.text import sentences
from processors.threats.values import Index, Lexicon, Symbol
from tocsin.model import Status, ThreatMatch

# A text with more matches is hostile or a list; the first ones tell as much.
MOST_MATCHES = 500


def find_threats(
    title: str, body: str, *, language: str, lexicon: Lexicon, tags: Sequence[str] = ()
) -> tuple[ThreatMatch, ...]:
    """Every threat in `title` and `body`, in text order, title first.

    `language` is ISO 639-1; one without a column gives none. `tags` are the article's topics:
    they count as words of the whole article. Work is linear in the length of the text.
    """
    index = lexicon.indexes.get(language)
    if index is None:
        return ()
    found = [*read("title", title, index), *read("body", body, index)]
    topics = _topics(tags, index)
    everywhere = _everywhere(found, topics)
    setting = Setting(frozenset(symbol for one in found for symbol in one.hits), topics)
    matches = (
        _match(chosen, one, everywhere, index, lexicon)
        for one in found
        for chosen in _held(one, setting, index, lexicon)
    )
    return tuple(islice(matches, MOST_MATCHES))


def _topics(tags: Sequence[str], index: Index) -> frozenset[Symbol]:
    found = (find_hits(one, tag, index) for tag in tags for one in sentences(tag))
    return frozenset(symbol for hits in found for symbol in hits)


def _everywhere(found: list[Read], topics: frozenset[Symbol]) -> frozenset[Status]:
    """The statuses that title or topics give to the whole article."""
    titles = {symbol for one in found if one.field == "title" for symbol in one.hits} | topics
    whole: tuple[Status, ...] = ("fiction", "exercise")
    return frozenset(one for one in whole if f"@status.{one}" in titles)


def _held(sentence: Read, setting: Setting, index: Index, lexicon: Lexicon) -> list[Held]:
    """The entries that fit the sentence and whose sense holds."""
    around = evidence(sentence.hits, setting, lexicon.evidence)
    held: list[Held] = []
    for fit in find_fits(sentence.hits, sentence.sentence, index):
        verdict = weigh(fit, around, sentence.hits, setting, sentence.sentence, lexicon)
        if verdict.score >= THRESHOLD:
            held.append(Held(fit, verdict))
    return _best(without_subsumed(held, sentence.sentence, lexicon), lexicon) if held else []


def _best(held: list[Held], lexicon: Lexicon) -> list[Held]:
    """Of fits of one category that overlap, the one that scores best; shortest where equal."""
    kept: list[Held] = []
    taken: set[tuple[str, int]] = set()
    for one in sorted(held, key=_rank):
        category = lexicon.senses[one.fit.entry].category
        places = {(category, at) for at in range(one.fit.first, one.fit.last + 1)}
        if taken.isdisjoint(places):
            kept.append(one)
            taken |= places
    return sorted(kept, key=lambda one: (one.fit.first, one.fit.last, one.fit.entry))


def _rank(chosen: Held) -> tuple[float, int, int, str]:
    fit = chosen.fit
    return (-chosen.verdict.score, fit.last - fit.first, fit.first, fit.entry)


def _match(
    chosen: Held,
    around: Read,
    everywhere: frozenset[Status],
    index: Index,
    lexicon: Lexicon,
) -> ThreatMatch:
    fit, sentence, hits = chosen.fit, around.sentence, around.hits
    sense = lexicon.senses[fit.entry]
    finding = decide(fit, sense.table.status, hits, everywhere, sentence)
    base = sense.severity if sense.table.severity is None else sense.table.severity
    dead_and_hurt = toll(sentence, around.text, hits, index.numbers)
    grade = severity(base, finding.status, dead_and_hurt, group=NAMED_GROUP in hits)
    start, end = sentence[fit.first].start, sentence[fit.last].end
    return ThreatMatch(
        category=sense.category,
        term=fit.entry,
        text=around.text[start:end],
        start=start,
        end=end,
        field=around.field,
        severity=grade.amount,
        status=finding.status,
        attribution=attribution(sentence, hits, around.text, index),
        why=reason(chosen, finding, sense.category, grade, around),
    )
