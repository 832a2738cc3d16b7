"""A query's text to its syntax tree, by recursive descent.

query = either
either = both { "OR" both }
both = term { [ "AND" ] term }
term = ( "-" | "NOT" ) term | "(" either ")" | "quoted" | field:value | word | prefix*
"""

from tocsin.query import tree
from tocsin.query.fields import EXAMPLES
from tocsin.query.lexer import Piece, pieces
from tocsin.query.problem import PlacedError
from tocsin.query.terms import field_leaf, field_name, phrase, run
from tocsin.query.tree import Node

# What a person writes is far below these; they bound the work that a hostile query can cause.
MAX_CHARACTERS = 4_000
MAX_PIECES = 400
MAX_DEPTH = 20

_EXAMPLE = "aanslag (parijs OR brussel) -film since:2d"


def parse(query: str) -> Node:
    """The tree of a query. Raises PlacedError (a QueryError) and nothing else."""
    if len(query) > MAX_CHARACTERS:
        raise _refusal(query, f"a query of {len(query)} characters", MAX_CHARACTERS, "characters")
    reader = _Reader(query, pieces(query))
    if len(reader.pieces) > MAX_PIECES:
        raise _refusal(query, f"a query of {len(reader.pieces)} parts", MAX_PIECES, "parts")
    node = reader.either(0)
    if reader.next.kind != "end":
        expected = "an opening bracket before it"
        raise reader.error("this bracket closes nothing", expected, "(bom OR explosief) parijs")
    return reader.positive(node, 0)


def _refusal(query: str, what: str, limit: int, unit: str) -> PlacedError:
    end = len(query)
    return PlacedError(query, end, end, f"{what} is too long", f"at most {limit} {unit}", _EXAMPLE)


class _Reader:
    """Reads the pieces from left to right; one use."""

    def __init__(self, query: str, found: list[Piece]) -> None:
        self.query = query
        self.pieces = found
        self.at = 0

    @property
    def next(self) -> Piece:
        return self.pieces[self.at]

    def take(self) -> Piece:
        piece = self.pieces[self.at]
        self.at += 1
        return piece

    def either(self, depth: int) -> Node:
        begin = self.next.start
        items = [self.both(depth)]
        while self.next.kind == "or":
            if len(items) == 1:
                self.positive(items[0], begin)
            self.take()
            begin = self.next.start
            items.append(self.positive(self.both(depth), begin))
        return tree.either(items)

    def both(self, depth: int) -> Node:
        items = [self.term(depth)]
        while self.next.kind not in ("or", "close", "end"):
            if self.next.kind == "and":
                self.take()
            items.append(self.term(depth))
        return tree.both(items)

    def term(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            expected = f"at most {MAX_DEPTH} groups within each other"
            raise self.error("too many groups within each other", expected, _EXAMPLE)
        piece = self.take()
        if piece.kind in ("minus", "not"):
            return self.negation(piece, depth)
        if piece.kind == "open":
            return self.group(piece, depth)
        if piece.kind == "quoted":
            return phrase(self.query, piece)
        if piece.kind == "run":
            return self.run(piece)
        raise self.missing(piece)

    def negation(self, sign: Piece, depth: int) -> Node:
        touching = self.next.start == sign.end and self.next.kind not in ("close", "end")
        if sign.kind == "minus" and not touching:
            expected = "the minus sign right before the word that it leaves out"
            raise self.error("this minus sign stands alone", expected, "aanslag -film", sign)
        begin = self.next.start
        item = self.term(depth + 1)
        if not isinstance(item, tree.Not):
            self.positive(item, begin)
        return tree.without(item)

    def group(self, bracket: Piece, depth: int) -> Node:
        node = self.either(depth + 1)
        if self.next.kind != "close":
            expected = "a closing bracket"
            example = "(bom OR explosief) parijs"
            raise self.error("this bracket is never closed", expected, example, bracket)
        self.take()
        return node

    def run(self, piece: Piece) -> Node:
        name = field_name(self.query, piece)
        if name is None:
            return run(self.query, piece)
        bare = piece.text.endswith(":") and piece.text.count(":") == 1
        quoted = bare and self.next.kind == "quoted" and self.next.start == piece.end
        return field_leaf(self.query, name, piece, self.take() if quoted else None)

    def positive(self, node: Node, begin: int) -> Node:
        """The node, if it says what to look for."""
        if tree.is_positive(node):
            return node
        end = self.pieces[self.at - 1].end
        raise PlacedError(
            self.query,
            begin,
            end,
            "this only says what to leave out",
            "at least one word, phrase or field to look for, also on each side of OR",
            "aanslag -film",
        )

    def missing(self, piece: Piece) -> PlacedError:
        """The error of a place where a term should begin and does not."""
        before = self.pieces[self.at - 2].text if self.at > 1 else ""
        if piece.kind == "end" and not before:
            message = "the query is empty"
        elif piece.kind == "end":
            message = f"the query ends after '{before}'"
        else:
            message = f"'{piece.text}' stands where a word should"
        expected = 'a word, a "phrase" or a field (' + " ".join(f"{f}:" for f in EXAMPLES) + ")"
        return self.error(message, expected, _EXAMPLE, piece)

    def error(
        self, message: str, expected: str, example: str, piece: Piece | None = None
    ) -> PlacedError:
        place = piece or self.next
        return PlacedError(self.query, place.start, place.end, message, expected, example)
