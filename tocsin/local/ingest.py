"""`tocsin ingest`: files through the pipeline, or into the queue of the one that runs."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from producers.draft import Draft
from producers.failure import SourceFailure
from producers.sources.files import read_files
from tocsin.config import Settings
from tocsin.local.accept import accept
from tocsin.local.clock import now_ms
from tocsin.local.events import Event, FeedPolled
from tocsin.local.knowledge import KnowledgeSource
from tocsin.local.lock import pipeline_lock
from tocsin.local.pipeline import open_pipeline
from tocsin.local.writer import Writer
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
    ingested = await _hand_on(paths, settings, emit)
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
    async with open_pipeline(settings, emit, source=source) as pipeline:
        drafts, failures = await _read(paths, emit, pipeline.ingest)
        await pipeline.drained()
    return Ingested(drafts=drafts, failures=failures, handed_on=False)


async def _hand_on(
    paths: Sequence[Path], settings: Settings, emit: Callable[[Event], None]
) -> Ingested:
    writer = Writer(settings.store, emit)

    async def put(drafts: Sequence[Draft]) -> None:
        now = now_ms()
        for event in await writer.do(lambda conn: accept(conn, drafts, now=now)):
            emit(event)

    try:
        drafts, failures = await _read(paths, emit, put)
    finally:
        writer.close()
    return Ingested(drafts=drafts, failures=failures, handed_on=True)


async def _read(
    paths: Sequence[Path],
    emit: Callable[[Event], None],
    put: Callable[[Sequence[Draft]], Awaitable[None]],
) -> tuple[int, int]:
    """Put all drafts of the files; how many they were, and how many failures were told.

    Files are read on another thread: a large one would hold up whatever else the loop does.
    """
    drafts_read, failed = 0, 0
    chunks = _chunks(paths)
    while (chunk := await asyncio.to_thread(next, chunks, None)) is not None:
        drafts, failures = chunk
        for one in failures:
            emit(FeedPolled(feed_id=one.url, problem=one.message, kind=one.kind))
        await put(drafts)
        drafts_read, failed = drafts_read + len(drafts), failed + len(failures)
    return drafts_read, failed


def _chunks(paths: Sequence[Path]) -> Iterator[tuple[list[Draft], list[SourceFailure]]]:
    """Drafts in chunks, each with the failures met on the way."""
    found = (one for path in paths for one in read_files(path, feed=FILES, now=now_ms()))
    while chunk := list(islice(found, CHUNK)):
        drafts = [one for one in chunk if isinstance(one, Draft)]
        yield drafts, [one for one in chunk if isinstance(one, SourceFailure)]
