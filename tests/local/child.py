"""A child process in a process group of its own, with all it has printed so far."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


class Child:
    """`python -m MODULE ARGUMENT...`, begun at once."""

    def __init__(self, module: str, arguments: Sequence[str]) -> None:
        command = [sys.executable, "-m", module, *arguments]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, start_new_session=True, cwd=ROOT
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    def told(self, kind: str) -> list[str]:
        """The words after `kind` in all lines that begin with it."""
        found = (line.split() for line in list(self.lines))
        return [word for words in found if words and words[0] == kind for word in words[1:]]

    def wait_for(self, kind: str, number: int = 1) -> None:
        """Return when so many words were told of this kind; fails when it ends without."""
        assert self.wait_until(lambda: len(self.told(kind)) >= number, 30)

    def wait_until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Return when the condition holds (true), the child has ended or the time is over."""
        end = time.monotonic() + seconds
        while not (met := condition()) and not self.ended and time.monotonic() < end:
            time.sleep(0.005)
        return met or condition()

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def send_all(self, number: signal.Signals) -> None:
        """To the process and all that it started, as a terminal does; to nobody once it ended."""
        if not self.ended:  # a process that has been waited for may have given its number away
            os.killpg(self.pid, number)

    def wait(self, seconds: float = 60) -> int:
        """The exit code; by then everything it printed is in `lines`."""
        code = self._process.wait(seconds)
        self._reader.join(seconds)
        return code

    def _read(self) -> None:
        assert self._process.stdout
        with self._process.stdout as lines:
            self.lines.extend(lines)
