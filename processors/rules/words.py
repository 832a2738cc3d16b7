"""The words of a rule: one item is a small query without fields, as in a search."""

from typing import NamedTuple

from processors.rules.view import View
from tocsin.errors import QueryError
from tocsin.query import And, Node, Not, Or, Phrase, Prefix, Word, lemmas_of, parse
from tocsin.query.tree import leaves

Forms = dict[Word, frozenset[str]]
Key = tuple[str, str]


class WordQuery(NamedTuple):
    """One item of `Rule.words`: as written, its tree, and the lemmas that each word looks for."""

    written: str
    node: Node
    forms: Forms


def parse_word(text: str) -> Node:
    """The tree of one item. Raises `QueryError` for what is no query, and for fields."""
    node = parse(text)
    if any(not isinstance(leaf, Word | Phrase | Prefix) for leaf in leaves(node)):
        raise QueryError(f"{text!r} holds a field; rules have keys for these")
    return node


def word_query(text: str, languages: tuple[str, ...]) -> WordQuery:
    """The item ready to be held against articles of `languages` (empty: of any)."""
    node = parse_word(text)
    words = {leaf for leaf in leaves(node) if isinstance(leaf, Word)}
    return WordQuery(text, node, {word: _forms(word, languages) for word in words})


def holds(node: Node, forms: Forms, view: View) -> bool:
    """Whether the article says what the tree asks for."""
    if isinstance(node, Word):
        return not forms[node].isdisjoint(view.lemmas)
    if isinstance(node, Phrase):
        wanted = f" {' '.join(node.tokens)} "
        return any(wanted in line for line in view.lines)
    if isinstance(node, Prefix):
        return any(lemma.startswith(node.text) for lemma in view.lemmas)
    return _group_holds(node, forms, view)


def keys(node: Node, forms: Forms) -> frozenset[Key]:
    """Facts of which an article must have one for the tree to hold: what a rule is found by.

    A phrase is found by its longest token, a conjunction by its part with the fewest keys.
    """
    if isinstance(node, Word):
        return frozenset(("lemma", lemma) for lemma in forms[node])
    if isinstance(node, Phrase):
        return frozenset({("token", max(node.tokens, key=len))})
    if isinstance(node, Prefix):
        return frozenset({("prefix", node.text)})
    if isinstance(node, Or):
        return frozenset().union(*(keys(item, forms) for item in node.items))
    return _fewest_keys(node, forms)


def _forms(word: Word, languages: tuple[str, ...]) -> frozenset[str]:
    found = (lemmas_of(word, language) for language in languages or (None,))
    return frozenset(lemma for lemmas in found for lemma in lemmas)


def _group_holds(node: Node, forms: Forms, view: View) -> bool:
    if isinstance(node, And):
        return all(holds(item, forms, view) for item in node.items)
    if isinstance(node, Or):
        return any(holds(item, forms, view) for item in node.items)
    return isinstance(node, Not) and not holds(node.item, forms, view)


def _fewest_keys(node: Node, forms: Forms) -> frozenset[Key]:
    items = node.items if isinstance(node, And) else ()
    return min((keys(item, forms) for item in items if not isinstance(item, Not)), key=len)
