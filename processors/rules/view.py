"""An article as rules look at it: sets to look things up in, computed once an article."""

from typing import NamedTuple

from tocsin.model import EnrichedArticle
from tocsin.query import key


class View(NamedTuple):
    """`lines` are the tokens of title and body between spaces; names and sources are keys.

    `sources` is None where the source is unknown and must not restrict (the cases of a rule).
    """

    enriched: EnrichedArticle
    lemmas: frozenset[str]
    tokens: frozenset[str]
    lines: tuple[str, str]
    names: frozenset[str]
    labels: frozenset[str]
    categories: frozenset[str]
    sources: frozenset[str] | None


def view_of(enriched: EnrichedArticle, *, source_known: bool = True) -> View:
    """What rules look up of an article."""
    title, body = enriched.tokens.title, enriched.tokens.body
    sources = frozenset({key(enriched.article.feed_id), key(enriched.article.owner)} - {""})
    return View(
        enriched=enriched,
        lemmas=frozenset(enriched.lemmas),
        tokens=frozenset((*title, *body)),
        lines=(f" {' '.join(title)} ", f" {' '.join(body)} "),
        names=frozenset(key(name) for name in {entity.name for entity in enriched.entities}),
        labels=frozenset(entity.label for entity in enriched.entities),
        categories=frozenset(match.category for match in enriched.threats),
        sources=sources if source_known else None,
    )
