"""When so many documents die of one cause that the cause is ours, not theirs."""

from collections import deque

# CONTRACT, "Processing": over 20 % of the last 500 documents.
WINDOW = 500
SHARE = 0.2


class Breaker:
    """Remembers how the last documents ended."""

    def __init__(self) -> None:
        self._last: deque[str] = deque(maxlen=WINDOW)

    def note(self, error: str = "") -> str:
        """Remember one document, "" when it lived; the error class to stop for, or ""."""
        kind = error_class(error)
        self._last.append(kind)
        tripped = kind and self._last.count(kind) > WINDOW * SHARE
        return kind if tripped else ""


def error_class(error: str) -> str:
    """What an error message has in common with its like: the part before the first colon."""
    return error.split(":", 1)[0]
