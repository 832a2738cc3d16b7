"""The machine interface of `tocsin analyze --ndjson`: one JSON object a line in, one a line out.

In: `{"id", "title"?, "body", "language"?}`; the body is taken word for word, a language that is
given is taken as known. Out, in the same order: what was understood, offsets in Unicode code
points of the field. A line that is not valid gives `{"id": null, "error": ...}` in its place.
"""

import json
from typing import Any

import msgspec

from processors.pipeline import Knowledge, enrich
from tocsin.identity import content_hash
from tocsin.model import Article, EnrichedArticle, Language

Answer = dict[str, Any]


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One line of input; `id` may be any text or integer and comes back as it was."""

    body: str
    id: str | int | None = None
    title: str = ""
    language: str = ""


def answer_line(line: bytes, *, knowledge: Knowledge, now: int) -> Answer:
    """The answer to one line; never raises for what stands in it."""
    request = read_request(line)
    if isinstance(request, str):
        return {"id": None, "error": request}
    article = article_of(request, now)
    enriched = enrich(
        [article], knowledge=knowledge, now=now, languages=known_language(request.language)
    )[0]
    if isinstance(enriched, Exception):
        return {"id": None, "error": f"{type(enriched).__name__}: {enriched}"}
    return answer(enriched, request.id)


def known_language(given: str) -> list[Language] | None:
    """A language that somebody names as known: `nl` of `nl-NL` or `NL`; None for no code."""
    code = given.strip().replace("_", "-").split("-")[0].lower()
    known = code.isascii() and code.isalpha() and len(code) in (2, 3)
    return [Language(code=code, confidence=1.0)] if known else None


def read_request(line: bytes) -> Request | str:
    """The request in a line, or what is wrong with it."""
    try:
        return msgspec.convert(_scrubbed(json.loads(line)), Request)
    except (ValueError, RecursionError) as error:
        return f"expected an object with a text 'body' (and 'id', 'title', 'language'): {error}"


def article_of(request: Request, now: int) -> Article:
    """The request as an article that nobody has seen before."""
    hashed = content_hash(request.title, request.body)
    return Article(
        id=hashed if request.id is None else str(request.id),
        url="",
        feed_id="",
        owner="",
        title=request.title,
        body=request.body,
        first_seen=now,
        revision=now,
        content_hash=hashed,
        declared_language=request.language,
    )


def answer(enriched: EnrichedArticle, article_id: str | int | None = None) -> Answer:
    """What was understood, as plain values; `article_id` is the id as the caller wrote it."""
    shown = enriched.article.id if article_id is None else article_id
    return {
        "article": {"id": shown, "title": enriched.article.title},
        "language": msgspec.to_builtins(enriched.language),
        "understanding": enriched.understanding,
        "entities": msgspec.to_builtins(enriched.entities),
        "threats": msgspec.to_builtins(enriched.threats),
        "threat": msgspec.to_builtins(enriched.threat),
    }


def _scrubbed(value: Any) -> Any:
    """The value with lone surrogates replaced, one for one (CONTRACT, "Sizes")."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {key: _scrubbed(item) for key, item in value.items()}
    return value
