"""Errors of a query that point at the place."""

from tocsin.errors import QueryError

# What fits beside a prompt of 80 columns with some context on both sides.
_BEFORE = 40
_WIDTH = 76


class PlacedError(QueryError):
    """A QueryError that knows where: `start` and `end` (code points, exclusive) in the query.

    Its text is the message with position, the query with carets below the place, what was expected,
    and an example.
    """

    def __init__(
        self, query: str, start: int, end: int, message: str, expected: str, example: str
    ) -> None:
        self.start, self.end = start, end
        self.message, self.expected, self.example = message, expected, example
        lines = [
            f"{message} (position {start + 1})",
            *_pointed(query, start, end),
            f"expected {expected}",
            f"example: {example}",
        ]
        super().__init__("\n".join(lines))


def _pointed(query: str, start: int, end: int) -> list[str]:
    """The part of the query around the place on one line, and carets on the next."""
    first = max(0, start - _BEFORE)
    window = query[first : first + _WIDTH]
    shown = "".join(char if char.isprintable() else " " for char in window)
    width = max(1, min(end, first + _WIDTH) - start)
    return [f"  {shown}", "  " + " " * (start - first) + "^" * width]
