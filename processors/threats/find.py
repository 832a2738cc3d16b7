"""The threats that a text speaks of."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from processors.threats.attribution import attribution
from processors.threats.casualties import toll
from processors.threats.classifier import Classifier
from processors.threats.decision import MOST_ALONE, Chosen, choose
from processors.threats.hearing import hear
from processors.threats.read import Read
from processors.threats.reason import reason
from processors.threats.severity import severity
from processors.threats.status import NAMED_GROUP, decide
from processors.threats.values import Index, Lexicon
from tocsin.model import Category, Status, ThreatMatch

# A text with more matches is hostile or a list; the first ones tell as much.
MOST_MATCHES = 500


class Assessment(NamedTuple):
    """The matches in an article, and the classifier's log odds that it is about a threat.

    `odds` is None where no classifier reads the language or the article has few sentences, and
    `category`, the article's likeliest, also where the article is plainly about something else.
    """

    matches: tuple[ThreatMatch, ...]
    odds: float | None = None
    category: Category | None = None


def find_threats(
    title: str,
    body: str,
    *,
    language: str,
    lexicon: Lexicon,
    classifier: Classifier | None = None,
    tags: Sequence[str] = (),
) -> tuple[ThreatMatch, ...]:
    """Every threat in `title` and `body`: the matches of `assess`."""
    return assess(
        title, body, language=language, lexicon=lexicon, classifier=classifier, tags=tags
    ).matches


def assess(
    title: str,
    body: str,
    *,
    language: str,
    lexicon: Lexicon,
    classifier: Classifier | None = None,
    tags: Sequence[str] = (),
) -> Assessment:
    """Every threat in `title` and `body`, in text order, title first, and the article as a whole.

    `language` is ISO 639-1; one without a column gives none. `classifier` is a second opinion in
    the languages it has learned. `tags` are the article's topics: they count as words of the whole
    article. Work is linear in the length of the text.
    """
    heard = hear(title, body, language=language, lexicon=lexicon, classifier=classifier, tags=tags)
    if heard is None:
        return Assessment(())
    matches = (
        _match(chosen, one.read, heard.everywhere, heard.column)
        for one, opinion in heard.sentences()
        for chosen in choose(one, opinion, heard.classifier, lexicon, heard.enough)
    )
    return Assessment(tuple(islice(matches, MOST_MATCHES)), heard.odds, heard.category)


def _match(
    chosen: Chosen,
    around: Read,
    everywhere: frozenset[Status],
    index: Index,
) -> ThreatMatch:
    fit, sentence, hits = chosen.held.fit, around.sentence, around.hits
    finding = decide(fit, chosen.status, hits, everywhere, sentence, chosen.sure)
    dead_and_hurt = toll(sentence, around.text, hits, index.numbers)
    grade = severity(chosen.severity, finding.status, dead_and_hurt, group=NAMED_GROUP in hits)
    start, end = sentence[fit.first].start, sentence[fit.last].end
    return ThreatMatch(
        category=chosen.category,
        term=fit.entry,
        text=around.text[start:end],
        start=start,
        end=end,
        field=around.field,
        severity=min(grade.amount, MOST_ALONE) if chosen.alone else grade.amount,
        status=finding.status,
        attribution=attribution(sentence, hits, around.text, index),
        why=reason(chosen, finding, grade, around),
    )
