"""The syntax tree of a query. All text in it is folded: it holds tokens, never what was typed.

`both`, `either` and `without` build trees in one canonical form: no And directly in an And, no Or
in an Or, no Not in a Not, no group of one. `parse` gives only such trees.
"""

from collections.abc import Iterable, Iterator

import msgspec


class Word(msgspec.Struct, frozen=True, tag="word"):
    """An unquoted word, hyphened words whole: found in any of its forms."""

    text: str


class Phrase(msgspec.Struct, frozen=True, tag="phrase"):
    """Tokens (at least one) that must follow each other within the title or within the body."""

    tokens: tuple[str, ...]


class Prefix(msgspec.Struct, frozen=True, tag="prefix"):
    """The beginning of a word, of at least two characters."""

    text: str


class Entity(msgspec.Struct, frozen=True, tag="entity"):
    """`key` (see `tocsin.query.key`) of an entity's canonical name."""

    key: str


class Threat(msgspec.Struct, frozen=True, tag="threat"):
    """A category of threat, of the verdict or of any match."""

    category: str


class Lang(msgspec.Struct, frozen=True, tag="lang"):
    """The language code of the article, `und` for unknown."""

    code: str


class Source(msgspec.Struct, frozen=True, tag="source"):
    """`key` of the feed's id or of its owner."""

    key: str


class Since(msgspec.Struct, frozen=True, tag="since"):
    """Not older than `when`: `2h` before now, or the beginning of the day `2026-11-01` (UTC)."""

    when: str


class Until(msgspec.Struct, frozen=True, tag="until"):
    """Not newer than `when`: `2h` before now, or the end of the day `2026-11-01` (UTC)."""

    when: str


class Not(msgspec.Struct, frozen=True, tag="not"):
    """Whatever `item` does not find."""

    item: "Node"


class And(msgspec.Struct, frozen=True, tag="and"):
    """What all of at least two items find."""

    items: tuple["Node", ...]


class Or(msgspec.Struct, frozen=True, tag="or"):
    """What any of at least two items finds."""

    items: tuple["Node", ...]


Leaf = Word | Phrase | Prefix | Entity | Threat | Lang | Source | Since | Until
Node = Leaf | Not | And | Or


def both(items: Iterable[Node]) -> Node:
    """All of `items` (at least one), nested Ands taken in."""
    flat = tuple(
        part for item in items for part in (item.items if isinstance(item, And) else (item,))
    )
    return flat[0] if len(flat) == 1 else And(flat)


def either(items: Iterable[Node]) -> Node:
    """Any of `items` (at least one), nested Ors taken in."""
    flat = tuple(
        part for item in items for part in (item.items if isinstance(item, Or) else (item,))
    )
    return flat[0] if len(flat) == 1 else Or(flat)


def without(item: Node) -> Node:
    """The opposite of `item`."""
    return item.item if isinstance(item, Not) else Not(item)


def is_positive(node: Node) -> bool:
    """Whether the node says what to look for, not only what to leave out."""
    if isinstance(node, Not):
        return False
    if isinstance(node, And):
        return any(is_positive(item) for item in node.items)
    return not isinstance(node, Or) or all(is_positive(item) for item in node.items)


def leaves(node: Node) -> Iterator[Leaf]:
    """Every leaf, from left to right."""
    if isinstance(node, Not):
        yield from leaves(node.item)
    elif isinstance(node, And | Or):
        for item in node.items:
            yield from leaves(item)
    else:
        yield node
