"""What a bench run leaves behind: a JSON file and a table."""

from pathlib import Path

import msgspec
from rich.table import Table

from bench.machine import Machine
from bench.measure import CaseFigures, NotMeasured


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All that `latest.json` says; `not_measured` names the cases that could not run."""

    machine: Machine
    versions: dict[str, str]
    commit: str
    cases: tuple[CaseFigures, ...]
    not_measured: tuple[NotMeasured, ...] = ()


def write(report: Report, path: Path) -> None:
    """The report as indented JSON, its figures to four significant digits."""
    raw = msgspec.json.encode(_rounded(msgspec.to_builtins(report)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(msgspec.json.format(raw, indent=2) + b"\n")


def table(report: Report) -> Table:
    """The figures for people."""
    shown = Table("case", "unit", title=f"{report.machine.cores} cores, {report.machine.cpu}")
    for heading in ("ours", "theirs", "ratio", "spread", "target"):
        shown.add_column(heading, justify="right")
    shown.add_column("met")
    for case in report.cases:
        shown.add_row(*_row(case))
    return shown


def gaps(report: Report) -> list[str]:
    """A line for each case that could not run."""
    return [f"{missing.name} was not measured: {missing.reason}" for missing in report.not_measured]


def _row(case: CaseFigures) -> tuple[str, ...]:
    return (
        case.name,
        case.unit,
        f"{case.ours:.4g}",
        f"{case.theirs:.4g}",
        f"{case.ratio:.3g}",
        f"±{max(case.spread.ours, case.spread.theirs) / 2:.0%}",
        str(case.target),
        "yes" if case.met else "no",
    )


def _rounded(value: object) -> object:
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value
