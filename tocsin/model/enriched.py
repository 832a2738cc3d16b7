"""An article with everything the processors understood of it."""

from typing import Literal

import msgspec

from tocsin.model.article import Article
from tocsin.model.entity import Entity
from tocsin.model.threat import Threat, ThreatMatch

Understanding = Literal["full", "names_only", "none"]


class Language(msgspec.Struct, frozen=True, kw_only=True):
    """ISO 639-1 `code`, `und` when not sure; `confidence` 0-1."""

    code: str
    confidence: float


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """Folded words in text order, hyphened words as their parts: phrases are matched on these."""

    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


class StageTimes(msgspec.Struct, frozen=True, kw_only=True):
    """When each stage had finished with the article (ms)."""

    first_seen: int
    enriched: int


class EnrichedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """Holds its article and copies none of its fields.

    `lemmas` is the set of words a search may use, sorted: whole words, parts of hyphened words,
    lemmas and the parts of compounds, all folded. `simhash` is 64 bits in hex. `understanding`
    says what the threat stage could do in this language. `generation` rises with each release of
    model, lexicon or tokeniser.
    """

    v: int = 1
    article: Article
    language: Language
    entities: tuple[Entity, ...] = ()
    threats: tuple[ThreatMatch, ...] = ()
    threat: Threat
    tokens: Tokens
    lemmas: tuple[str, ...] = ()
    simhash: str = ""
    understanding: Understanding
    generation: int
    times: StageTimes

    @property
    def version(self) -> int:
        """The external version in an index: a higher one wins, whatever order they arrive in."""
        return self.article.revision * 1000 + self.generation
