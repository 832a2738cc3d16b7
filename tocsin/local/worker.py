"""One enrichment process, seen from the main process: raw bytes in, raw bytes out.

The process is spawned, never forked. It dies when its pipe closes, so none outlives its parent.
"""

import multiprocessing
import multiprocessing.process
import signal
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any, cast

from processors.pipeline import Document, Outcome, process_batch
from tocsin.codec import dead_letter
from tocsin.errors import ConfigurationError, EnrichmentError, Problem
from tocsin.local.clock import now_ms
from tocsin.local.knowledge import KnowledgeSource

# A batch of ordinary articles takes well under a second; one that takes longer is looked at
# document by document, and CONTRACT gives a document 10 s.
BATCH_TIMEOUT_S = 5.0
DOCUMENT_TIMEOUT_S = 10.0
# Reading lexicon, rules, word lists and spaCy pipelines for the first time.
START_TIMEOUT_S = 60.0


class WorkerDiedError(Exception):
    """The process ended, or was ended because it no longer answered."""


class Worker:
    """A process that enriches batches; when it dies of one, the batch is retried one by one.

    Not thread-safe: one thread talks to one worker.
    """

    def __init__(self, source: KnowledgeSource) -> None:
        self._source = source
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._closed = False

    def start(self) -> None:
        """Start the process; returns once it has read all it needs to know.

        Raises ConfigurationError for mistakes in what it reads, EnrichmentError when it does not
        come up, WorkerDiedError when closed.
        """
        if self._closed:
            raise WorkerDiedError("closed")
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._source), daemon=True)
        process.start()
        theirs.close()
        self._process, self._pipe = process, cast("Connection[Any, Any]", ours)
        try:
            problems: list[Problem] = self._receive(START_TIMEOUT_S)
        except WorkerDiedError as error:
            if self._closed:
                raise
            raise EnrichmentError(f"the enrichment process does not start: {error}") from error
        if problems:
            raise ConfigurationError(problems)

    def enrich(self, documents: Sequence[Document]) -> list[Outcome]:
        """One outcome a document, in order; a document that ends the process twice alone is dead.

        Raises WorkerDiedError only when closed.
        """
        timeout = BATCH_TIMEOUT_S if len(documents) > 1 else DOCUMENT_TIMEOUT_S
        try:
            return self._ask(documents, timeout)
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

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.join()

    def _once_more(self, document: Document, error: WorkerDiedError) -> list[Outcome]:
        try:
            return self._ask([document], DOCUMENT_TIMEOUT_S)
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
            self._end()
            raise WorkerDiedError("the enrichment process ended") from error
        return self._receive(timeout_s)

    def _receive(self, timeout_s: float) -> Any:
        pipe = self._pipe
        assert pipe is not None  # noqa: S101 - only called on an open pipe
        try:
            if pipe.poll(timeout_s):
                return pipe.recv()
            reason = f"no answer within {timeout_s:.0f} s"
        except (EOFError, OSError):
            reason = "the enrichment process ended"
        self._end()
        raise WorkerDiedError(reason)


def serve(pipe: Connection, source: KnowledgeSource) -> None:
    """Answer batches until the pipe closes: the whole life of an enrichment process."""
    # Ctrl-C reaches the whole process group; the main process decides what is finished first.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        knowledge = source.load()
    except ConfigurationError as error:
        pipe.send(error.problems)
        return
    pipe.send([])
    while True:
        try:
            documents: Sequence[Document] = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(process_batch(documents, knowledge=knowledge, now=now_ms()))
