"""Small real values for tests: every field may be given, none must."""

from typing import Any

from tocsin.identity import alert_id, content_hash
from tocsin.lemmas import search_lemmas
from tocsin.model import (
    Alert,
    Article,
    EnrichedArticle,
    Entity,
    Evidence,
    Language,
    Published,
    StageTimes,
    Threat,
    ThreatMatch,
    Tokens,
)
from tocsin.tokens import tokenize

NOW = 1_800_000_000_000  # 2027-01-15 08:00 UTC


def article(name: str = "a1", **changes: Any) -> Article:
    title, body = changes.get("title", "Bom"), changes.get("body", "Aanslagen in Parijs.")
    values: dict[str, Any] = {
        "id": name,
        "url": f"https://example.com/{name}",
        "feed_id": "nos",
        "owner": "NOS",
        "title": title,
        "body": body,
        "first_seen": NOW,
        "revision": NOW,
        "content_hash": content_hash(title, body),
    }
    return Article(**(values | changes))


def enriched(
    name: str = "a1",
    *,
    language: str = "nl",
    entities: tuple[str, ...] = (),
    threats: tuple[str, ...] = (),
    generation: int = 1,
    at: int | None = None,
    threat: Threat | None = None,
    **changes: Any,
) -> EnrichedArticle:
    if at is not None:
        changes |= {"published": Published(at=at, taken_from="item")}
    of = article(name, **changes)
    return EnrichedArticle(
        article=of,
        language=Language(code=language, confidence=0.9),
        entities=tuple(entity(found) for found in entities),
        threats=tuple(match(category) for category in threats),
        threat=threat or Threat(relevant=False),
        tokens=Tokens(title=texts(of.title), body=texts(of.body)),
        lemmas=tuple(sorted(search_lemmas(f"{of.title}\n{of.body}", language))),
        understanding="full",
        generation=generation,
        times=StageTimes(first_seen=of.first_seen, enriched=NOW),
    )


def texts(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(text))


def entity(name: str) -> Entity:
    return Entity(text=name, label="ORG", start=0, end=len(name), field="body", name=name)


def match(category: Any) -> ThreatMatch:
    return ThreatMatch(
        category=category, term="t", text="x", start=0, end=1, field="body",
        severity=50, status="reported",
    )  # fmt: skip


def alert(*, rule: str = "r1", of: str = "a1", **changes: Any) -> Alert:
    values: dict[str, Any] = {
        "id": alert_id(rule, of),
        "rule_id": rule,
        "rule_version": 1,
        "rule_title": "Bombs",
        "article_id": of,
        "revision": NOW,
        "url": f"https://example.com/{of}",
        "title": "Bom",
        "feed_id": "nos",
        "owner": "NOS",
        "language": "nl",
        "category": "bombing",
        "severity": 70,
        "why": "'bom' is a bombing",
        "evidence": (Evidence(field="title", before="", matched="Bom", after="", start=0, end=3),),
        "destinations": ("desk", "pager"),
        "first_seen": NOW,
        "raised": NOW,
    }
    return Alert(**(values | changes))
