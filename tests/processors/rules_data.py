"""Builders of rules and enriched articles for the tests of rules."""

from processors.rules.layout import versioned
from tocsin.lemmas import search_lemmas
from tocsin.model import (
    Article,
    EnrichedArticle,
    Entity,
    Language,
    Rule,
    StageTimes,
    Threat,
    ThreatMatch,
    Tokens,
)
from tocsin.tokens import tokenize

NOW = 1_700_000_000_000


def article(**changes: object) -> Article:
    known: dict[str, object] = {
        "id": "a1",
        "url": "https://nieuws.example/1",
        "feed_id": "regio",
        "owner": "Regio Nieuws",
        "title": "Bom gevonden in haven",
        "body": "De politie vond maandag een bom in de haven van Vlissingen. Niemand is gewond.",
        "first_seen": NOW - 1_000,
        "revision": NOW - 1_000,
        "content_hash": "h",
    }
    return Article(**(known | changes))  # pyright: ignore[reportArgumentType]


def match(text: str = "bom", *, start: int = 0, end: int = 3, **changes: object) -> ThreatMatch:
    known: dict[str, object] = {
        "category": "bombing",
        "term": "bom",
        "text": text,
        "start": start,
        "end": end,
        "field": "body",
        "severity": 60,
        "status": "reported",
        "why": "an explosive was found",
    }
    return ThreatMatch(**(known | changes))  # pyright: ignore[reportArgumentType]


def match_in(of: Article, text: str, **changes: object) -> ThreatMatch:
    """A match of the first place where the body, else the title, says `text`."""
    field = "body" if text in of.body else "title"
    start = (of.body if field == "body" else of.title).index(text)
    return match(text, start=start, end=start + len(text), **({"field": field} | changes))


def name_in(of: Article, text: str, *, label: str, name: str = "") -> Entity:
    start = of.body.index(text)
    return Entity(
        text=text,
        label=label,  # pyright: ignore[reportArgumentType]
        start=start,
        end=start + len(text),
        field="body",
        name=name or text,
    )


def enriched(
    of: Article,
    *,
    threats: tuple[ThreatMatch, ...] = (),
    entities: tuple[Entity, ...] = (),
    relevant: bool | None = True,
    language: str = "nl",
) -> EnrichedArticle:
    strongest = max((found.severity for found in threats), default=0)
    return EnrichedArticle(
        article=of,
        language=Language(code=language, confidence=0.9),
        entities=entities,
        threats=threats,
        threat=Threat(relevant=relevant, severity=strongest),
        tokens=Tokens(title=_words(of.title), body=_words(of.body)),
        lemmas=tuple(sorted(search_lemmas(f"{of.title}\n\n{of.body}", language))),
        understanding="none" if relevant is None else "full",
        generation=1,
        times=StageTimes(first_seen=of.first_seen, enriched=NOW),
    )


def rule(**changes: object) -> Rule:
    return versioned(Rule(**({"id": "test"} | changes)))  # pyright: ignore[reportArgumentType]


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(text))
