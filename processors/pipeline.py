"""The processor as one pure function: encoded articles in, outcomes out.

Total: whatever the bytes are, each gives exactly one outcome, in order, and nothing is raised.
The time is handed in and no network, file or database is touched.
"""

from collections.abc import Sequence

import msgspec

from processors.entities import Pipelines, find_all_entities
from processors.generation import GENERATION
from processors.language import identify
from processors.rules import RuleSet, match_rules
from processors.simhash import simhash
from processors.threats import Classifier, Lexicon, assess, judge, understanding
from tocsin.codec import dead_letter, decode_article, encode
from tocsin.lemmas import search_lemmas
from tocsin.model import (
    Alert,
    Article,
    DeadLetter,
    EnrichedArticle,
    Entity,
    Language,
    Origin,
    StageTimes,
    Tokens,
)
from tocsin.tokens import tokenize
from tocsin.topics import ENRICHED, MAX_BYTES


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """An encoded article and where it was read."""

    raw: bytes
    origin: Origin


class Processed(msgspec.Struct, frozen=True, kw_only=True):
    """An enriched article and the alerts that rules raised on it, encoded."""

    enriched: bytes
    alerts: tuple[bytes, ...] = ()


Outcome = Processed | DeadLetter


class Knowledge(msgspec.Struct, frozen=True, kw_only=True):
    """All that the processor knows: read once, never changed."""

    lexicon: Lexicon
    rules: RuleSet
    pipelines: Pipelines
    classifier: Classifier | None = None
    alert_on_backfill: bool = False


def process_batch(
    documents: Sequence[Document], *, knowledge: Knowledge, now: int
) -> list[Outcome]:
    """One outcome a document, in their order; `now` (ms) is when they were enriched."""
    decoded = [
        decode_article(document.raw, stage="processor", origin=document.origin, now=now)
        for document in documents
    ]
    articles = [value for value in decoded if isinstance(value, Article)]
    enriched = iter(enrich(articles, knowledge=knowledge, now=now))
    return [
        value
        if isinstance(value, DeadLetter)
        else _outcome(document, value, next(enriched), knowledge, now)
        for document, value in zip(documents, decoded, strict=True)
    ]


def enrich(
    articles: Sequence[Article],
    *,
    knowledge: Knowledge,
    now: int,
    languages: Sequence[Language] | None = None,
) -> list[EnrichedArticle | Exception]:
    """Each article with all that is understood of it, or what went wrong with that one.

    `languages`, one an article, are taken as known; without them each is identified.
    """
    try:
        return _enrich(articles, languages, knowledge, now)
    except Exception as error:  # noqa: BLE001 - whatever one text brings about is that text's
        if len(articles) == 1:
            return [error]
    known = [None] * len(articles) if languages is None else [[one] for one in languages]
    return [
        value
        for article, language in zip(articles, known, strict=True)
        for value in enrich([article], knowledge=knowledge, now=now, languages=language)
    ]


def _enrich(
    articles: Sequence[Article],
    languages: Sequence[Language] | None,
    knowledge: Knowledge,
    now: int,
) -> list[EnrichedArticle | Exception]:
    """All at once: a spaCy pipeline reads a batch twice as fast as its texts one by one."""
    if languages is None:
        languages = [
            identify(article.title, article.body, declared=article.declared_language)
            for article in articles
        ]
    codes = [language.code for language in languages]
    entities = find_all_entities(articles, codes, knowledge.pipelines)
    return [
        _enriched(article, language, found, knowledge, now)
        for article, language, found in zip(articles, languages, entities, strict=True)
    ]


def _enriched(
    article: Article,
    language: Language,
    entities: tuple[Entity, ...],
    knowledge: Knowledge,
    now: int,
) -> EnrichedArticle:
    title, body = article.title, article.body
    understood = understanding(language.code, knowledge.lexicon)
    found = assess(
        title,
        body,
        language=language.code,
        lexicon=knowledge.lexicon,
        classifier=knowledge.classifier,
        tags=article.tags,
    )
    return EnrichedArticle(
        article=article,
        language=language,
        entities=entities,
        threats=found.matches,
        threat=judge(title, body, found, understood),
        tokens=Tokens(title=_words(title), body=_words(body)),
        lemmas=tuple(sorted(search_lemmas(f"{title}\n\n{body}", language.code))),
        simhash=simhash(body or title),
        understanding=understood,
        generation=GENERATION,
        times=StageTimes(first_seen=article.first_seen, enriched=now),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(text))


def _outcome(
    document: Document,
    article: Article,
    enriched: EnrichedArticle | Exception,
    knowledge: Knowledge,
    now: int,
) -> Outcome:
    if isinstance(enriched, Exception):
        return _refused(document, article, f"{type(enriched).__name__}: {enriched}", now)
    try:
        return _processed(document, article, enriched, knowledge, now)
    except Exception as error:  # noqa: BLE001 - as in `enrich`
        return _refused(document, article, f"{type(error).__name__}: {error}", now)


def _processed(
    document: Document,
    article: Article,
    enriched: EnrichedArticle,
    knowledge: Knowledge,
    now: int,
) -> Outcome:
    raw = encode(enriched)
    if len(raw) > MAX_BYTES[ENRICHED]:
        error = f"too large: {len(raw)} bytes enriched, {MAX_BYTES[ENRICHED]} fit a message"
        return _refused(document, article, error, now)
    return Processed(
        enriched=raw, alerts=tuple(encode(a) for a in alerts(enriched, knowledge, now))
    )


def alerts(enriched: EnrichedArticle, knowledge: Knowledge, now: int) -> tuple[Alert, ...]:
    """The alerts that the rules raise on one article; `raised` is `now` (ms)."""
    return match_rules(
        knowledge.rules, enriched, now, alert_on_backfill=knowledge.alert_on_backfill
    )


def _refused(document: Document, article: Article, error: str, now: int) -> DeadLetter:
    return dead_letter(
        document.raw, error, stage="processor", origin=document.origin, now=now, key=article.id
    )
