"""Every check, one after another, with the time each took; stops at the first that fails."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
# Two tests at once on two cores: numpy's own threads would wait for each other.
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
CHECKS = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "import-linter": ["lint-imports"],
    "basedpyright": ["basedpyright"],
    "pytest": ["python", "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile"],
}


def main() -> int:
    """Run all checks; the exit code of the first that fails, else 0."""
    times: dict[str, float] = {}
    for name, command in CHECKS.items():
        print(f"== {name}", flush=True)
        started = time.monotonic()
        code = subprocess.run(
            [BIN / command[0], *command[1:]], cwd=ROOT, check=False, env=ENVIRONMENT
        ).returncode
        times[name] = time.monotonic() - started
        if code:
            print(f"{name} failed", file=sys.stderr)
            return code
    print("all checks passed: " + ", ".join(f"{k} {v:.0f} s" for k, v in times.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
