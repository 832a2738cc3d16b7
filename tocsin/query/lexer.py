"""A query's text to pieces: brackets, minus signs, quoted text and runs of other characters."""

from typing import Literal, NamedTuple

from tocsin.query.problem import PlacedError

Kind = Literal["open", "close", "minus", "quoted", "run", "or", "and", "not", "end"]

# Straight, English, German, French and full-width quotation marks; any of them closes any other.
QUOTES = '"“”„‟«»＂〝〞'
MINUSES = "-−–—‐‑﹣－"
_BRACKETS = {"(": "open", ")": "close", "（": "open", "）": "close"}
_OPERATORS = {"OR": "or", "AND": "and", "NOT": "not"}


class Piece(NamedTuple):
    """`text` as typed, without quotation marks; `start` and `end` in the query.

    A `run` that holds `field:` followed at once by a quoted text is followed by that piece.
    """

    kind: Kind
    text: str
    start: int
    end: int


def pieces(query: str) -> list[Piece]:
    """All pieces of the query, the last one of kind `end`. Raises PlacedError."""
    found: list[Piece] = []
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        piece = _piece(query, at)
        found.append(piece)
        at = piece.end
    return [*found, Piece("end", "", len(query), len(query))]


def _piece(query: str, at: int) -> Piece:
    char = query[at]
    if char in _BRACKETS:
        return Piece("open" if _BRACKETS[char] == "open" else "close", char, at, at + 1)
    if char in QUOTES:
        return _quoted(query, at)
    if char in MINUSES:
        return Piece("minus", char, at, at + 1)
    return _run(query, at)


def _quoted(query: str, at: int) -> Piece:
    for end in range(at + 1, len(query)):
        if query[end] in QUOTES:
            return Piece("quoted", query[at + 1 : end], at, end + 1)
    raise PlacedError(
        query,
        at,
        len(query),
        "this quotation mark is never closed",
        "a closing quotation mark after the last word of the phrase",
        '"suicide attack"',
    )


def _run(query: str, at: int) -> Piece:
    end = at
    while end < len(query) and not _ends_run(query[end]):
        end += 1
    text = query[at:end]
    kind = _OPERATORS.get(text)
    if kind == "or":
        return Piece("or", text, at, end)
    if kind == "and":
        return Piece("and", text, at, end)
    return Piece("not" if kind == "not" else "run", text, at, end)


def _ends_run(char: str) -> bool:
    return char.isspace() or char in QUOTES or char in _BRACKETS
