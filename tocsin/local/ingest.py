"""`tocsin ingest`: files through the pipeline, or into the queue of the one that runs."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from producers.draft import Draft
from producers.failure import SourceFailure
from producers.sources.files import read_files
from tocsin.config import Settings
from tocsin.database import transaction
from tocsin.local.accept import accept
from tocsin.local.clock import now_ms
from tocsin.local.events import Event, FeedPolled
from tocsin.local.knowledge import KnowledgeSource
from tocsin.local.lock import pipeline_lock
from tocsin.local.pipeline import open_pipeline
from tocsin.local.writer import open_store
from tocsin.model import Feed

# Files have no feed; their articles say so. Their owner is that of the domain of their link.
FILES = Feed(id="files", url="", title="files")
# Drafts made safe in one transaction: enough that the disk is not the limit.
CHUNK = 100


class Ingested(msgspec.Struct, frozen=True, kw_only=True):
    """`drafts` were read, `failures` could not be; `handed_on`: a running tocsin processes them."""

    drafts: int
    failures: int
    handed_on: bool


async def run_ingest(
    paths: Sequence[Path],
    settings: Settings,
    emit: Callable[[Event], None],
    *,
    source: KnowledgeSource | None = None,
) -> Ingested:
    """Read files and folders, and store what is new in them; returns when all is searchable.

    While a tocsin runs on the same store the articles are made pending for that one instead.
    `source` replaces the knowledge that the settings name. Raises TocsinError.
    """
    with pipeline_lock(settings.store) as ours:
        if ours:
            return await _process(paths, settings, emit, source)
    ingested = await asyncio.to_thread(_hand_on, paths, settings, emit)
    # Whoever it was handed to may just have ended: then it is processed here.
    with pipeline_lock(settings.store) as ours:
        if not ours:
            return ingested
        await _process([], settings, emit, source)
    return msgspec.structs.replace(ingested, handed_on=False)


async def _process(
    paths: Sequence[Path],
    settings: Settings,
    emit: Callable[[Event], None],
    source: KnowledgeSource | None,
) -> Ingested:
    counts = [0, 0]
    async with open_pipeline(settings, emit, source=source) as pipeline:
        for drafts, failures in _chunks(paths, emit):
            await pipeline.ingest(drafts)
            counts = [counts[0] + len(drafts), counts[1] + failures]
        await pipeline.drained()
    return Ingested(drafts=counts[0], failures=counts[1], handed_on=False)


def _hand_on(paths: Sequence[Path], settings: Settings, emit: Callable[[Event], None]) -> Ingested:
    conn = open_store(settings.store)
    drafts_read = failed = 0
    try:
        for drafts, failures in _chunks(paths, emit):
            with transaction(conn):
                events = accept(conn, drafts, now=now_ms())
            for event in events:
                emit(event)
            drafts_read, failed = drafts_read + len(drafts), failed + failures
    finally:
        conn.close()
    return Ingested(drafts=drafts_read, failures=failed, handed_on=True)


def _chunks(
    paths: Sequence[Path], emit: Callable[[Event], None]
) -> Iterator[tuple[list[Draft], int]]:
    """Drafts in chunks, each with the number of failures met on the way."""
    found = (one for path in paths for one in read_files(path, feed=FILES, now=now_ms()))
    while chunk := list(islice(found, CHUNK)):
        drafts = [one for one in chunk if isinstance(one, Draft)]
        for one in chunk:
            if isinstance(one, SourceFailure):
                emit(FeedPolled(feed_id=one.url, problem=one.message, kind=one.kind))
        yield drafts, len(chunk) - len(drafts)
