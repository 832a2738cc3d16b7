"""The values that travel through Tocsin: frozen, keyword-only, one a file.

Every instant is an integer: milliseconds since the Unix epoch, UTC. Every offset counts Unicode
code points of the field it refers to, end exclusive.
"""

from tocsin.model.alert import Alert, Evidence
from tocsin.model.article import Article, Published
from tocsin.model.dead_letter import DeadLetter, Origin
from tocsin.model.enriched import EnrichedArticle, Language, StageTimes, Tokens
from tocsin.model.entity import Entity
from tocsin.model.feed import Feed
from tocsin.model.rule import Rule, RuleCase
from tocsin.model.threat import CATEGORIES, STATUSES, Category, Status, Threat, ThreatMatch

__all__ = [
    "CATEGORIES",
    "STATUSES",
    "Alert",
    "Article",
    "Category",
    "DeadLetter",
    "EnrichedArticle",
    "Entity",
    "Evidence",
    "Feed",
    "Language",
    "Origin",
    "Published",
    "Rule",
    "RuleCase",
    "StageTimes",
    "Status",
    "Threat",
    "ThreatMatch",
    "Tokens",
]
