"""The inside of an enrichment process: batches in through a pipe, outcomes out, until it closes."""

import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Sequence
from multiprocessing.connection import Connection

import msgspec

from processors.pipeline import Document, process_batch
from tocsin.codec import encode
from tocsin.errors import ConfigurationError
from tocsin.local.clock import now_ms
from tocsin.local.knowledge import KnowledgeSource
from tocsin.model import Article, DeadLetter, Origin


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How long (seconds) and how much memory (bytes of data) an enrichment process may take.

    A batch of ordinary articles takes well under a second; one that takes longer is looked at
    document by document, and CONTRACT gives a document 10 s. `start` is for reading lexicon, rules
    and word lists. Those and a large spaCy pipeline come to about 1 GB: what takes four times that
    is a hostile text, and is stopped before the machine is out of memory. The main process ends a
    process that is late; one that has lost its main process ends itself, `grace` later.
    """

    start: float = 60.0
    batch: float = 10.0
    document: float = 10.0
    grace: float = 5.0
    memory: int = 4 << 30


_FIRST = Document(
    raw=encode(
        Article(
            id="", url="", feed_id="", owner="", title="", body="", first_seen=0, revision=0,
            content_hash="",
        )
    ),
    origin=Origin(topic="start"),
)  # fmt: skip


def serve(pipe: Connection, source: KnowledgeSource, limits: Limits) -> None:
    """Answer batches until the pipe closes: the whole life of an enrichment process.

    First tells the problems of the configuration, none when all is well.
    """
    _limit_memory(limits.memory)
    threading.Thread(target=_follow_parent, daemon=True).start()
    try:
        knowledge = source.load()
        knowledge.pipelines.warm()
    except ConfigurationError as error:
        pipe.send(error.problems)
        return
    # What is only read when first needed is read now: it would count as the first document's time,
    # and a mistake in it as the document's. Either ends the process before any article can suffer.
    (first,) = process_batch([_FIRST], knowledge=knowledge, now=now_ms())
    if isinstance(first, DeadLetter):
        raise RuntimeError(first.error)  # noqa: TRY004 - no type is wrong
    try:
        pipe.send([])
        while True:
            documents: Sequence[Document] = pipe.recv()
            # Unheeded, SIGALRM ends a process also while a library holds the interpreter and
            # neither the main process is there nor `_follow_parent` has its turn.
            signal.setitimer(signal.ITIMER_REAL, max(limits.batch, limits.document) + limits.grace)
            outcomes = process_batch(documents, knowledge=knowledge, now=now_ms())
            signal.setitimer(signal.ITIMER_REAL, 0)
            pipe.send(outcomes)
    except (EOFError, OSError):
        return  # the main process has gone, and whatever it waited for is still pending


def _follow_parent() -> None:
    """End this process as soon as the main process has ended, in the middle of whatever it does."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _limit_memory(most: int) -> None:
    """Let an allocation above `most` bytes of data fail, within what the system allows."""
    _, allowed = resource.getrlimit(resource.RLIMIT_DATA)
    if allowed == resource.RLIM_INFINITY or most < allowed:
        resource.setrlimit(resource.RLIMIT_DATA, (most, allowed))
