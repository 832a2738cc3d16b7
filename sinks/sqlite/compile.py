"""A syntax tree to SQL. What was typed travels only as bound parameters.

Words, phrases and prefixes that stand together become one full-text expression, made of quoted
tokens and our own operators; everything else is a condition on the table `article`, called `a`.
"""

from typing import NamedTuple

from sinks.sqlite.rows import first_row, last_row
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
    language_of,
    lemmas_of,
)

Textual = Word | Phrase | Prefix
Param = int | str


class Condition(NamedTuple):
    """A condition on `a` and the values of its question marks."""

    sql: str
    params: tuple[Param, ...]


class Plan(NamedTuple):
    """Full-text expression (None: no restriction), rows in `low`..`high`, condition ("": none).

    All of them must hold.
    """

    match: str | None
    low: int
    high: int
    condition: Condition


class _Context(NamedTuple):
    now: int
    language: str | None


_LOWEST, _HIGHEST = -(1 << 63), (1 << 63) - 1


def compile_query(query: Node | None, now: int) -> Plan:
    """The plan of a query, of everything for None; `now` (ms) is what `since:2h` counts from."""
    if query is None:
        return Plan(None, _LOWEST, _HIGHEST, Condition("", ()))
    context = _Context(now, language_of(query))
    items = query.items if isinstance(query, And) else (query,)
    times = [item for item in items if isinstance(item, Since | Until)]
    low, high = _range(times, now)
    match, others = _split([item for item in items if not isinstance(item, Since | Until)])
    conditions = [_condition(item, context) for item in others]
    expression = _all_text(match, context) if match else None
    return Plan(expression, low, high, _joined(" AND ", conditions))


def _range(times: list[Since | Until], now: int) -> tuple[int, int]:
    lows = [_low(item, now) for item in times if isinstance(item, Since)]
    highs = [_high(item, now) for item in times if isinstance(item, Until)]
    return max(lows, default=_LOWEST), min(highs, default=_HIGHEST)


def _low(item: Since, now: int) -> int:
    return first_row(instant(item.when, now, side="since") or 0)


def _high(item: Until, now: int) -> int:
    at = instant(item.when, now, side="until") or 0
    return last_row(at) if at >= 0 else -1


def _split(items: list[Node]) -> tuple[list[Node], list[Node]]:
    """What one full-text expression can say of items that must all hold, and the rest of them."""
    if not any(_is_textual(item) for item in items):
        return [], items
    inside = [item for item in items if _is_textual(item) or _excludes_text(item)]
    return inside, [item for item in items if item not in inside]


def _is_textual(node: Node) -> bool:
    """Whether one full-text expression can say it: it knows no exclusion by itself."""
    if isinstance(node, Or):
        return all(_is_textual(item) for item in node.items)
    if isinstance(node, And):
        positive = any(_is_textual(item) for item in node.items)
        return positive and all(_is_textual(item) or _excludes_text(item) for item in node.items)
    return isinstance(node, Textual)


def _excludes_text(node: Node) -> bool:
    return isinstance(node, Not) and _is_textual(node.item)


def _text(node: Node, context: _Context) -> str:
    if isinstance(node, Word):
        return f"lemmas : ({' OR '.join(map(_quoted, lemmas_of(node, context.language)))})"
    if isinstance(node, Phrase):
        return f"{{title body}} : {_quoted(' '.join(node.tokens))}"
    if isinstance(node, Prefix):
        return f"lemmas : {_quoted(node.text)} *"
    if isinstance(node, Or):
        return " OR ".join(f"({_text(item, context)})" for item in node.items)
    if isinstance(node, And):
        return _all_text(list(node.items), context)
    raise TypeError(f"not a textual node: {node!r}")


def _all_text(items: list[Node], context: _Context) -> str:
    wanted = [f"({_text(item, context)})" for item in items if not isinstance(item, Not)]
    unwanted = [f"({_text(item.item, context)})" for item in items if isinstance(item, Not)]
    expression = " AND ".join(wanted)
    return f"({expression}) NOT ({' OR '.join(unwanted)})" if unwanted else expression


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'


def _condition(node: Node, context: _Context) -> Condition:
    if _is_textual(node):
        return _match(_text(node, context))
    if isinstance(node, Not):
        inner = _condition(node.item, context)
        return Condition(f"NOT ({inner.sql})", inner.params)
    if isinstance(node, And):
        match, others = _split(list(node.items))
        text = [_match(_all_text(match, context))] if match else []
        return _joined(" AND ", text + [_condition(item, context) for item in others])
    if isinstance(node, Or):
        return _any(node, context)
    return _exact(node, context.now)


def _any(node: Or, context: _Context) -> Condition:
    texts = [f"({_text(item, context)})" for item in node.items if _is_textual(item)]
    others = [_condition(item, context) for item in node.items if not _is_textual(item)]
    return _joined(" OR ", ([_match(" OR ".join(texts))] if texts else []) + others)


def _match(expression: str) -> Condition:
    found = "SELECT rowid FROM article_text WHERE article_text MATCH ?"
    return Condition(f"a.rowid IN ({found})", (expression,))


def _exact(node: Node, now: int) -> Condition:
    match node:
        case Entity(key):
            return Condition("a.rowid IN (SELECT article FROM entity WHERE name = ?)", (key,))
        case Threat(category):
            found = "SELECT article FROM threat WHERE category = ?"
            return Condition(f"a.rowid IN ({found})", (category,))
        case Lang(code):
            return Condition("a.language = ?", (code,))
        case Source(key):
            return Condition("(a.feed_key = ? OR a.owner_key = ?)", (key, key))
        case Since():
            return Condition("a.rowid >= ?", (_low(node, now),))
        case Until():
            return Condition("a.rowid <= ?", (_high(node, now),))
        case _:
            raise TypeError(f"not an exact node: {node!r}")


def _joined(operator: str, conditions: list[Condition]) -> Condition:
    sql = operator.join(f"({condition.sql})" for condition in conditions)
    return Condition(sql, tuple(param for condition in conditions for param in condition.params))
