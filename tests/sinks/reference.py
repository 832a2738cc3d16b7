"""What a query means, in the plainest words: the measure for every store."""

from tocsin.model import EnrichedArticle
from tocsin.query import (
    And,
    Entity,
    Lang,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Since,
    Source,
    Threat,
    Until,
    Word,
    instant,
    key,
    language_of,
    lemmas_of,
)


def finds(query: Node, enriched: EnrichedArticle, now: int) -> bool:
    """Whether the query finds the article."""
    return _holds(query, enriched, now, language_of(query))


def _holds(node: Node, of: EnrichedArticle, now: int, language: str | None) -> bool:
    match node:
        case And(items):
            return all(_holds(item, of, now, language) for item in items)
        case Or(items):
            return any(_holds(item, of, now, language) for item in items)
        case Not(item):
            return not _holds(item, of, now, language)
        case Word():
            return not set(lemmas_of(node, language)).isdisjoint(of.lemmas)
        case _:
            return _says(node, of) or _exactly(node, of, now)


def _says(node: Node, of: EnrichedArticle) -> bool:
    match node:
        case Phrase(tokens):
            return _follow(tokens, of.tokens.title) or _follow(tokens, of.tokens.body)
        case Prefix(text):
            return any(lemma.startswith(text) for lemma in of.lemmas)
        case _:
            return False


def _follow(tokens: tuple[str, ...], text: tuple[str, ...]) -> bool:
    return any(text[at : at + len(tokens)] == tokens for at in range(len(text)))


def _exactly(node: Node, of: EnrichedArticle, now: int) -> bool:
    match node:
        case Entity(name):
            return any(key(entity.name) == name for entity in of.entities)
        case Threat(category):
            return category in {of.threat.category, *(found.category for found in of.threats)}
        case Lang(code):
            return of.language.code == code
        case Source(name):
            return name in (key(of.article.feed_id), key(of.article.owner))
        case _:
            return _in_time(node, of, now)


def _in_time(node: Node, of: EnrichedArticle, now: int) -> bool:
    match node:
        case Since(when):
            return of.article.timestamp >= (instant(when, now, side="since") or 0)
        case Until(when):
            return of.article.timestamp <= (instant(when, now, side="until") or 0)
        case _:
            return False
