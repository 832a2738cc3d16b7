"""`python -m bench [NAME...] [--rounds N]`: measure, print a table, write `bench/results`.

All cases go to `latest.json`, named ones to a file of their names.
"""

import argparse
import os
import sys
from pathlib import Path

from rich.console import Console

from bench.machine import commit, machine, versions
from bench.measure import CaseFigures, NotMeasured
from bench.report import Report, gaps, table, write
from bench.run import case_names, run_cases

RESULTS = Path(__file__).parent / "results"
PACKAGES = ("tocsin", "spacy", "thinc", "numpy", "typer", "msgspec", "ahocorasick-rs", "simplemma")
# Five rounds: the median shrugs off two that something else on the machine disturbed.
ROUNDS = 5


def main(arguments: list[str]) -> int:
    """The exit code: 0 when all cases that were asked for could be measured, else 1."""
    options = _options(arguments)
    # Both sides of the cases on one core: numpy's own threads would run beside it, or wait there.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    names = options.names or case_names()
    outcomes = run_cases(names, options.rounds)
    report = Report(
        machine=machine(),
        versions=versions(PACKAGES),
        commit=commit(),
        cases=tuple(outcome for outcome in outcomes if isinstance(outcome, CaseFigures)),
        not_measured=tuple(outcome for outcome in outcomes if isinstance(outcome, NotMeasured)),
    )
    Console().print(table(report), *gaps(report), sep="\n")
    name = "-".join(options.names) or "latest"
    write(report, RESULTS / f"{name}.json")
    return 1 if options.names and report.not_measured else 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description="How fast against what.")
    known = case_names()
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(known)}")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds a case (default 5)")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in known]
    if unknown or options.rounds < 1:
        parser.error(f"no case {unknown[0]!r}" if unknown else "--rounds must be at least 1")
    return options


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
