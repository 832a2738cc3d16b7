"""Long texts in pieces that a model can hold, cut where no name is cut."""

from collections.abc import Iterator

# A page or two: enough context for a model, little enough memory for a batch of them.
LONGEST = 10_000
# From the best place to cut to the worst.
_CUTS = ("\n\n", "\n", ". ", "! ", "? ", " ")


def chunks(text: str, longest: int = LONGEST) -> Iterator[tuple[int, str]]:
    """(offset, piece) that together are the text, each at most `longest` code points."""
    start = 0
    while len(text) - start > longest:
        end = _cut(text, start, start + longest)
        yield start, text[start:end]
        start = end
    if start < len(text):
        yield start, text[start:]


def _cut(text: str, start: int, limit: int) -> int:
    """The last good place before `limit`, in the second half of the piece."""
    half = start + (limit - start) // 2
    for mark in _CUTS:
        found = text.rfind(mark, half, limit)
        if found > start:
            return found + len(mark)
    return limit
