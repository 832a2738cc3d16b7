"""The named entities of articles: an installed model's, the lexicon's, made one."""

import re
from collections.abc import Iterable, Sequence

from processors.entities.consistency import make_consistent
from processors.entities.coordinates import coordinates
from processors.entities.matching import find_names
from processors.entities.merge import merge
from processors.entities.pipelines import Pipelines
from processors.entities.spans import Span
from tocsin.model import Article, Entity
from tocsin.model.entity import Field

# An article of 256 KiB holds fewer names worth keeping; with it an enriched article stays within
# its message.
MOST_ENTITIES = 3_000
_SURROGATE = re.compile("[\ud800-\udfff]")


def find_entities(article: Article, language: str, pipelines: Pipelines) -> tuple[Entity, ...]:
    """The entities of title and body, in that order and in text order, without overlaps.

    `language` is ISO 639-1 or `und`. Total: a model that fails on a text leaves it to the lexicon.
    """
    return find_all_entities([article], [language], pipelines)[0]


def find_all_entities(
    articles: Sequence[Article], languages: Sequence[str], pipelines: Pipelines
) -> list[tuple[Entity, ...]]:
    """`find_entities` of each, models being run on all articles of a language at once."""
    found: list[tuple[Entity, ...]] = [()] * len(articles)
    for language in dict.fromkeys(languages):
        chosen = [index for index, code in enumerate(languages) if code == language]
        texts = [text for index in chosen for text in (articles[index].title, articles[index].body)]
        model = pipelines.spans(texts, language)
        for place, index in enumerate(chosen):
            title, body = model[2 * place : 2 * place + 2]
            found[index] = _entities(articles[index], language, title, body)
    return found


def _entities(
    article: Article, language: str, title: list[Span] | None, body: list[Span] | None
) -> tuple[Entity, ...]:
    """`title` and `body` are the model's spans there; None where it had nothing to say."""
    texts = (_encodable(article.title), _encodable(article.body))
    lexicon = [
        find_names(texts[0], language, nearby=texts[1]),
        find_names(texts[1], language, nearby=texts[0]),
    ]
    spans = [
        merge(text, model or [], names)
        for text, model, names in zip(texts, (title, body), lexicon, strict=True)
    ]
    if title or body:
        spans = make_consistent(texts, spans, lexicon)
    entities = [*_of_field(article, "title", spans[0]), *_of_field(article, "body", spans[1])]
    return tuple(entities[:MOST_ENTITIES])


def _encodable(text: str) -> str:
    """The text with U+FFFD for lone surrogates, one for one: automata read UTF-8."""
    return _SURROGATE.sub("\ufffd", text)


def _of_field(article: Article, field: Field, spans: Iterable[Span]) -> Iterable[Entity]:
    text = article.title if field == "title" else article.body
    for span in spans:
        yield Entity(
            text=text[span.start : span.end],
            label=span.label,
            start=span.start,
            end=span.end,
            field=field,
            name=span.name,
            coordinates=coordinates(span.name) if span.label == "LOC" else None,
        )
