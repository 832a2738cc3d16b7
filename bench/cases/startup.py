"""`tocsin --help` against an empty typer application: what the command costs to start."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from statistics import median

from bench.measure import About, Sample, Target, UnavailableError, interleaved, seconds

ABOUT = About(
    ours="tocsin --help",
    theirs="an empty typer application with --help",
    unit="s",
    target=Target(at_most=2.0),
)
OURS = "from tocsin.cli.main import main; main()"
THEIRS = "import typer\napp = typer.Typer()\n@app.command()\ndef main() -> None: ...\napp()"
# One start takes a fraction of a second: a round is the median of a few.
STARTS = 3


def case(rounds: int) -> Iterator[Sample]:
    """Wall seconds from spawning the interpreter to its end."""
    if find_spec("tocsin.cli") is None or find_spec("tocsin.cli.main") is None:
        raise UnavailableError("there is no tocsin.cli.main")
    _start(OURS)
    _start(THEIRS)
    return interleaved(rounds, lambda: _typical(OURS), lambda: _typical(THEIRS))


def _typical(code: str) -> float:
    return median(seconds(lambda: _start(code)) for _ in range(STARTS))


def _start(code: str) -> None:
    command = [sys.executable, "-c", code, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise UnavailableError(f"exit code {done.returncode}: {done.stderr.strip()[-200:]}")
