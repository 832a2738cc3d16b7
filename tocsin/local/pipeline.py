"""The embedded pipeline put together: poll, enrich, store, deliver, in one process group."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from producers.draft import Draft
from sinks.deliver import Send
from tocsin.config import Settings
from tocsin.local.accept import accept
from tocsin.local.clock import now_ms
from tocsin.local.delivering import Delivering
from tocsin.local.destinations import check_destinations, open_senders
from tocsin.local.enriching import Enriching
from tocsin.local.events import Event
from tocsin.local.knowledge import KnowledgeSource, knowledge_source
from tocsin.local.polling import Polling
from tocsin.local.writer import Writer
from tocsin.model import Feed

Emit = Callable[[Event], None]
T = TypeVar("T")

# At Ctrl-C: batches and deliveries under way may end, what has not ended stays pending.
DRAIN_S = 3.0


class Pipeline:
    """A running pipeline; every method stops with the error that stops the pipeline."""

    def __init__(
        self, settings: Settings, source: KnowledgeSource, senders: Mapping[str, Send], emit: Emit
    ) -> None:
        self._emit = emit
        self._writer = Writer(settings.store, emit)
        self._enriching = Enriching(
            writer=self._writer,
            source=source,
            workers=settings.processing.workers or os.cpu_count() or 1,
            batch=settings.processing.batch,
            destinations=tuple(senders),
            emit=emit,
        )
        self._polling = Polling(settings.poll, self._writer, emit, self._enriching.wake)
        self._delivering = Delivering(senders, self._writer, emit)
        self._background = asyncio.create_task(self._work())

    async def retry_failed(self) -> None:
        """Make due again the deliveries that were given up before this start."""
        await self._unless_stopped(self._delivering.retry_failed())

    async def poll(self, feeds: Sequence[Feed]) -> None:
        """Read each feed once, now; returns when all that is new is safely pending."""
        await self._unless_stopped(self._polling.round(feeds))

    async def poll_for_ever(self, feeds: Sequence[Feed]) -> None:
        """Read each feed whenever it is due."""
        await self._unless_stopped(self._polling.for_ever(feeds))

    async def ingest(self, drafts: Sequence[Draft]) -> None:
        """Make drafts pending; returns when they are safe."""
        now = now_ms()
        for event in await self._writer.do(lambda conn: accept(conn, drafts, now=now)):
            self._emit(event)
        self._enriching.wake()

    async def drained(self) -> None:
        """Return when everything pending is stored and every due delivery was tried."""
        await self._unless_stopped(self._drain())

    async def close(self) -> None:
        """Stop: what is under way may end within DRAIN_S, the rest stays where it is safe."""
        self._enriching.finish()
        self._delivering.finish()
        await asyncio.wait([self._background], timeout=DRAIN_S)
        self._background.cancel()
        await asyncio.to_thread(self._enriching.stop)
        await asyncio.wait([self._background])
        self._writer.close()

    async def _drain(self) -> None:
        await self._enriching.drained()
        await self._delivering.settled()

    async def _work(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._enriching.run())
            tasks.create_task(self._delivering.run())

    async def _unless_stopped(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of `work`, or the error of the background, whichever comes first."""
        task = asyncio.ensure_future(work)
        try:
            await asyncio.wait([task, self._background], return_when=asyncio.FIRST_COMPLETED)
            if not task.done():
                self._background.result()
            return await task
        finally:
            task.cancel()


@asynccontextmanager
async def open_pipeline(
    settings: Settings, emit: Emit, *, source: KnowledgeSource | None = None
) -> AsyncIterator[Pipeline]:
    """A pipeline that works until the block ends, and then drains.

    Deliveries that were given up before are tried again. Raises TocsinError: what keeps it from
    starting or stopped it, out of the groups that asyncio wraps errors in.
    """
    source = source or knowledge_source(settings)
    rules = await asyncio.to_thread(source.rule_files)
    check_destinations(rules, [webhook.id for webhook in settings.webhook])
    async with open_senders(settings.webhook) as senders:
        pipeline = Pipeline(settings, source, senders, emit)
        try:
            await pipeline.retry_failed()
            yield pipeline
        except BaseExceptionGroup as group:
            raise _first(group) from group
        finally:
            await pipeline.close()


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    error = group.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error
