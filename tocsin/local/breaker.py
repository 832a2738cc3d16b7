"""When so many documents die of one cause that the cause is ours, not theirs."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from processors.pipeline import Outcome
from producers.state.pending import Pending
from tocsin.local.events import Died, Event
from tocsin.model import DeadLetter

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


def causes(
    rows: Sequence[Pending], outcomes: Sequence[Outcome], events: Iterable[Event]
) -> Iterator[str]:
    """For each document of a batch the error it died of, "" for one that lived.

    `events` are those of `commit`: what the processor let live may still have died in the store. A
    document counts once, however many letters came of it.
    """
    letters = (event.letter for event in events if isinstance(event, Died))
    sink = {letter.key: letter.error for letter in letters if letter.stage == "sink"}
    for row, outcome in zip(rows, outcomes, strict=True):
        yield outcome.error if isinstance(outcome, DeadLetter) else sink.pop(row.id, "")
