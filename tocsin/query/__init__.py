"""The query language: one syntax tree, which every store compiles for itself.

aanslag parijs           both words, in any form ("aanslagen")
"suicide attack"         these words next to each other, exactly as written
bom OR explosief         either; AND is the default
aanslag -film            without; a query of exclusions only is refused
aansl*                   words that begin so
(a OR b) c               grouping
entity:"ISIS-K"          articles that name this person, organisation, place or group
threat:terrorism         articles that speak of this category
lang:nl  source:nos      the language; the feed's id or its owner
since:2h until:2026-11-01   minutes, hours, days, weeks back (m h d w) or a day in UTC
"""

from tocsin.query.meaning import instant, key, language_of, lemmas_of, threat_names
from tocsin.query.parser import parse
from tocsin.query.problem import PlacedError
from tocsin.query.render import render
from tocsin.query.tree import (
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
    is_positive,
)

__all__ = [
    "And",
    "Entity",
    "Lang",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "PlacedError",
    "Prefix",
    "Since",
    "Source",
    "Threat",
    "Until",
    "Word",
    "instant",
    "is_positive",
    "key",
    "language_of",
    "lemmas_of",
    "parse",
    "render",
    "threat_names",
]
