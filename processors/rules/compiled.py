"""A rule made ready for matching: its words parsed, its names folded."""

from typing import NamedTuple, get_args

from processors.rules.words import WordQuery, word_query
from tocsin.model import Rule
from tocsin.model.entity import Label
from tocsin.query import key

LABELS: frozenset[str] = frozenset(get_args(Label))


class Compiled(NamedTuple):
    """`names` and `sources` are keys (`tocsin.query.key`); `labels` such as `GROUP`."""

    rule: Rule
    words: tuple[WordQuery, ...]
    names: frozenset[str]
    labels: frozenset[str]
    sources: frozenset[str]


def compile_rule(rule: Rule) -> Compiled:
    """The rule ready for matching. Raises `QueryError` for words that are no query."""
    labels = LABELS & frozenset(rule.entities)
    return Compiled(
        rule=rule,
        words=tuple(word_query(word, rule.languages) for word in rule.words),
        names=frozenset(key(name) for name in rule.entities if name not in labels),
        labels=labels,
        sources=frozenset(key(source) for source in rule.sources),
    )


def speaks_of_threats(rule: Rule) -> bool:
    """Whether the rule asks for a threat match, rather than for words, names or sources only."""
    return bool(rule.categories or rule.statuses or rule.minimum_severity)
