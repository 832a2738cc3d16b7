"""One enrichment process, seen from the main process: raw bytes in, raw bytes out.

The process is spawned, never forked. It dies when its pipe closes, so none outlives its parent.
"""

import multiprocessing
import multiprocessing.process
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any, cast

from processors.pipeline import Document, Outcome
from tocsin.codec import dead_letter
from tocsin.errors import ConfigurationError, EnrichmentError, Problem
from tocsin.local.clock import now_ms
from tocsin.local.knowledge import KnowledgeSource
from tocsin.local.serve import Limits, serve

LIMITS = Limits()
# Between the end of its pipe and the end of a process.
_LAST_BREATH_S = 1.0


class WorkerDiedError(Exception):
    """The process ended, or was ended because it no longer answered."""


class Worker:
    """A process that enriches batches; when it dies of one, the batch is retried one by one.

    Not thread-safe: one thread talks to one worker.
    """

    def __init__(self, source: KnowledgeSource, limits: Limits = LIMITS) -> None:
        self._source = source
        self._limits = limits
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._closed = False

    def start(self) -> None:
        """Start the process; returns once it has read all it needs to know.

        Raises ConfigurationError for mistakes in what it reads, EnrichmentError when it does not
        come up, WorkerDiedError when closed.
        """
        try:
            self._spawn()
            problems: list[Problem] = self._receive(self._limits.start)
        except WorkerDiedError as error:
            if self._closed:
                raise
            raise EnrichmentError(f"the enrichment process does not start: {error}") from error
        if problems:
            raise ConfigurationError(problems)

    def enrich(self, documents: Sequence[Document]) -> list[Outcome]:
        """One outcome a document, in order; a document that ends the process twice alone is dead.

        Raises WorkerDiedError only when closed, and what `start` raises when the process has to be
        started anew.
        """
        limits = self._limits
        try:
            return self._ask(documents, limits.batch if len(documents) > 1 else limits.document)
        except WorkerDiedError as error:
            if self._closed:
                raise
            if len(documents) > 1:
                return [outcome for one in documents for outcome in self.enrich([one])]
            return self._once_more(documents[0], error)

    def close(self) -> None:
        """End the process now and start none again; whatever it was doing can be done again.

        The one method that any thread may call: a thread that waits for an answer gets
        WorkerDiedError.
        """
        self._closed = True
        self._end()

    def _spawn(self) -> None:
        if self._closed:
            raise WorkerDiedError("closed")
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        arguments = (theirs, self._source, self._limits)
        process = context.Process(target=serve, args=arguments, daemon=True)
        with _deaf_to_ctrl_c():
            process.start()
        theirs.close()
        self._process, self._pipe = process, cast("Connection[Any, Any]", ours)
        if self._closed:  # in the meantime: `close` did not know of this process
            self._end()
            raise WorkerDiedError("closed")

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()

    def _once_more(self, document: Document, error: WorkerDiedError) -> list[Outcome]:
        try:
            return self._ask([document], self._limits.document)
        except WorkerDiedError:
            if self._closed:
                raise
            letter = dead_letter(
                document.raw, str(error), stage="processor", origin=document.origin, now=now_ms()
            )
            return [letter]

    def _ask(self, documents: Sequence[Document], timeout_s: float) -> list[Outcome]:
        if self._process is None:
            self.start()
        pipe = self._pipe
        assert pipe is not None  # noqa: S101 - start() has just set it
        try:
            pipe.send(documents)
        except OSError as error:
            raise self._died() from error
        return self._receive(timeout_s)

    def _receive(self, timeout_s: float) -> Any:
        pipe = self._pipe
        assert pipe is not None  # noqa: S101 - only called on an open pipe
        try:
            if pipe.poll(timeout_s):
                return pipe.recv()
        except (EOFError, OSError) as error:
            raise self._died() from error
        self._end()
        raise WorkerDiedError(f"no answer within {timeout_s:g} s")

    def _died(self) -> WorkerDiedError:
        """What to raise when the pipe has ended; the exit code tells one cause from another."""
        process = self._process
        if process is not None:
            process.join(_LAST_BREATH_S)
        code = None if process is None else process.exitcode
        self._end()
        return WorkerDiedError(f"the enrichment process ended with exit code {code}")


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Children begun inside never get SIGINT: a signal that is blocked stays so in a child.

    Ctrl-C reaches the whole process group, and the main process decides what is finished first. A
    child could not ignore it until it is running Python.
    """
    resource_tracker.ensure_running()  # its own start would unblock the signal again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
