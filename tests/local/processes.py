"""Child processes of the tests, looked at through /proc."""

import time
from collections.abc import Callable
from pathlib import Path


def children(pid: int) -> list[int]:
    """The enrichment processes that a process has started."""
    found = Path(f"/proc/{pid}/task").glob("*/children")
    pids = {int(child) for path in found for child in _text(path).split()}
    return sorted(child for child in pids if "spawn_main" in _text(Path(f"/proc/{child}/cmdline")))


def is_alive(pid: int) -> bool:
    """Whether the process still runs; one that waits to be buried does not."""
    status = _text(Path(f"/proc/{pid}/stat"))
    return bool(status) and status.rpartition(")")[2].split()[0] not in "ZX"


def wait_for(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Return as soon as the condition holds; fails when it never does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.005)


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
