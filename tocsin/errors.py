"""What can go wrong in a way that only the person at the keyboard can mend.

    TocsinError
    ├── ConfigurationError   mistakes in TOML files, all of them at once
    ├── QueryError           a search that cannot be understood
    ├── StoreError           the store cannot be read or written
    ├── EnrichmentError      no enrichment process comes up
    └── BreakerError         so many documents die of one cause that the stage must stop

A bad document, feed or page is none of these: it becomes a `DeadLetter` or a failure value.
"""

import msgspec


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One mistake: where (`file`, `line` from 1, dotted `key`), what, and what to do about it."""

    file: str
    message: str
    key: str = ""
    line: int | None = None
    expected: str = ""
    hint: str = ""

    def __str__(self) -> str:
        """`file:line: key: message (expected ...); hint`, leaving out what is not known."""
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        text = ": ".join(part for part in (where, self.key, self.message) if part)
        expected = f" (expected {self.expected})" if self.expected else ""
        return text + expected + (f"; {self.hint}" if self.hint else "")


class TocsinError(Exception):
    """The root of all errors of Tocsin."""


class ConfigurationError(TocsinError):
    """Mistakes in files that people edit; `problems` holds all of them."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class QueryError(TocsinError):
    """A search that cannot be understood; the message says where, and gives an example."""


class StoreError(TocsinError):
    """The store cannot be read or written; nothing was half written."""


class EnrichmentError(TocsinError):
    """No enrichment process comes up; what was to be enriched stays pending."""


class BreakerError(TocsinError):
    """Too many documents die of one error class; the stage stops rather than drain its topic."""
