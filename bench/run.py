"""Finds cases by name and runs them, their rounds shown on stderr."""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from rich.console import Console
from rich.progress import Progress

from bench.measure import About, CaseFigures, NotMeasured, Sample, UnavailableError, figures
from tocsin.errors import TocsinError

CASES = Path(__file__).parent / "cases"


class CaseModule(Protocol):
    """A file in `bench/cases`: what it compares, and one sample a round."""

    ABOUT: About

    def case(self, rounds: int) -> Iterator[Sample]:
        """Prepare both sides, then measure them in turn, `rounds` times."""
        ...


def case_names() -> list[str]:
    """The names of all cases: the files in `bench/cases`."""
    return sorted(path.stem for path in CASES.glob("[!_]*.py"))


def run_cases(names: Sequence[str], rounds: int) -> list[CaseFigures | NotMeasured]:
    """The outcome of each case, in order."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        return [_run(name, rounds, progress) for name in names]


def _run(name: str, rounds: int, progress: Progress) -> CaseFigures | NotMeasured:
    module = cast("CaseModule", import_module(f"bench.cases.{name}"))
    task = progress.add_task(name, total=rounds)
    samples: list[Sample] = []
    try:
        for sample in module.case(rounds):
            samples.append(sample)
            progress.advance(task)
    except (UnavailableError, TocsinError, ImportError) as error:
        return NotMeasured(name=name, reason=_short(error))
    return figures(name, module.ABOUT, samples)


def _short(error: Exception) -> str:
    """The first line of an error, without saying where on this machine the project lies."""
    lines = str(error).splitlines() or [type(error).__name__]
    return lines[0].replace(f"{CASES.parent.parent}/", "")[:200]
