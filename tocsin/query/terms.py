"""One piece of a query to a term of the tree: phrases, words, prefixes and fields."""

import re
from itertools import pairwise

from tocsin.query import tree
from tocsin.query.fields import EXAMPLES, EXPECTED, leaf, near
from tocsin.query.lexer import Piece
from tocsin.query.problem import PlacedError
from tocsin.query.tree import Leaf, Node, Phrase, Prefix, Word
from tocsin.tokens import Token, fold, tokenize, words

MIN_PREFIX = 2

_FIELD = re.compile(r"([^\W\d_]+):")


def phrase(query: str, piece: Piece) -> Leaf:
    """A quoted piece: its tokens in order."""
    tokens = tuple(token.text for token in tokenize(piece.text))
    if tokens:
        return Phrase(tokens)
    raise _error(query, piece, "there is no word in this phrase", "words", '"suicide attack"')


def run(query: str, piece: Piece) -> Node:
    """An unquoted piece: a word, a prefix, or what the tokeniser makes of it (`9/11`: a phrase)."""
    if "*" in piece.text:
        return _prefix(query, piece)
    found = words(piece.text)
    if not found:
        message = f"'{piece.text}' has no letters or digits to look for"
        raise _error(query, piece, message, "a word", "aanslag parijs")
    if len(found) == 1 or _elided(piece.text, found):
        return tree.both(Word(word.text) for word in found)
    return Phrase(tuple(token.text for token in tokenize(piece.text)))


def field_name(query: str, piece: Piece) -> str | None:
    """The field that an unquoted piece names, None if it has no `name:`."""
    match = _FIELD.match(piece.text)
    if match is None:
        return None
    name = match[1].lower()
    if name in EXAMPLES:
        return name
    start, end = piece.start, piece.start + len(match[1])
    raise PlacedError(
        query,
        start,
        end,
        f"unknown field '{match[1]}'{near(match[1])}",
        f"one of {', '.join(EXAMPLES)}; a text with a colon goes in quotation marks",
        "aanslag lang:nl",
    )


def field_leaf(query: str, name: str, piece: Piece, quoted: Piece | None) -> Leaf:
    """The leaf of `name:value`; the value is the quoted piece if there is one."""
    value = piece.text.split(":", 1)[1] if quoted is None else quoted.text
    place = Piece("run", value, piece.start, (quoted or piece).end)
    if not value.strip():
        raise _error(query, place, f"'{name}:' has no value", EXPECTED[name], EXAMPLES[name])
    found = leaf(name, value)
    if isinstance(found, str):
        raise _error(query, place, found, EXPECTED[name], EXAMPLES[name])
    return found


def _prefix(query: str, piece: Piece) -> Leaf:
    begin = piece.text.removesuffix("*")
    found = words(begin)
    if "*" in begin or (not found and begin):
        message = f"'{piece.text}' has a * elsewhere than at the end of a word"
        raise _error(query, piece, message, "one * at the end of one word", "aansl*")
    if len(found) > 1 or not found or len(found[0].text) < MIN_PREFIX:
        expected = f"one word of at least {MIN_PREFIX} letters before the *"
        raise _error(query, piece, f"'{piece.text}' has too little or too much", expected, "aansl*")
    return Prefix(found[0].text)


def _elided(text: str, found: list[Token]) -> bool:
    """`l'attentat` is two words and no phrase: between them is an apostrophe only."""
    gaps = {fold(text[a.end : b.start]) for a, b in pairwise(found)}
    return gaps == {"'"}


def _error(query: str, piece: Piece, message: str, expected: str, example: str) -> PlacedError:
    return PlacedError(query, piece.start, piece.end, message, expected, example)
