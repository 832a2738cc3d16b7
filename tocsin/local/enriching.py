"""From the pending queue through the enrichment processes into the store."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from processors.pipeline import Document, Outcome
from producers.state import count_pending, take_pending
from producers.state.pending import Pending
from tocsin.errors import BreakerError
from tocsin.local.breaker import Breaker, causes
from tocsin.local.clock import now_ms
from tocsin.local.commit import PENDING, commit
from tocsin.local.events import Event
from tocsin.local.knowledge import KnowledgeSource
from tocsin.local.worker import Worker
from tocsin.local.writer import Writer

T = TypeVar("T")

# The first articles after a start also wait for word lists to be read: few wait for one another.
FIRST_BATCH = 4
# Another process (`tocsin ingest`) may write pending articles: look for them this often.
LOOK_S = 1.0


class Enriching:
    """Takes pending articles in the order they were accepted, a batch a process at a time."""

    def __init__(
        self,
        *,
        writer: Writer,
        source: KnowledgeSource,
        workers: int,
        batch: int,
        destinations: tuple[str, ...],
        emit: Callable[[Event], None],
    ) -> None:
        self._writer = writer
        self._workers = [Worker(source) for _ in range(workers)]
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="enrich")
        self._batch = batch
        self._destinations = destinations
        self._emit = emit
        self._breaker = Breaker()
        # One batch in each process and one ready for it: more would only lie in memory.
        self._queue: asyncio.Queue[list[Pending] | None] = asyncio.Queue(workers)
        self._woken = asyncio.Event()
        self._finishing = False

    async def run(self) -> None:
        """Work until `finish`, or until cancelled; raises TocsinError when a person must look.

        The first process shows whether any can start; the others start with their first batch.
        """
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._fill())
            await self._in_thread(self._workers[0].start)
            for worker in self._workers:
                tasks.create_task(self._serve(worker))

    def wake(self) -> None:
        """There are new pending articles."""
        self._woken.set()

    async def drained(self) -> None:
        """Return when nothing is pending any more."""
        while await self._writer.read(count_pending):
            self.wake()
            await asyncio.sleep(0.02)

    def finish(self) -> None:
        """Take up no more batches; `run` returns when those under way are stored."""
        self._finishing = True
        self.wake()
        while not self._queue.empty():
            self._queue.get_nowait()
        for _ in self._workers:
            self._queue.put_nowait(None)

    def stop(self) -> None:
        """End the processes now; what they were doing stays pending."""
        for worker in self._workers:
            worker.close()
        self._threads.shutdown(wait=True)

    async def _fill(self) -> None:
        after = 0
        while not self._finishing:
            self._woken.clear()
            limit = self._batch if after else min(FIRST_BATCH, self._batch)
            rows = await self._writer.read(
                lambda conn, after=after, limit=limit: take_pending(conn, limit, after=after)
            )
            if rows:
                after = rows[-1].number
                await self._queue.put(rows)
            else:
                await self._wait()

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self._woken.wait(), LOOK_S)
        except TimeoutError:
            return

    async def _serve(self, worker: Worker) -> None:
        while rows := await self._queue.get():
            documents = [Document(raw=row.payload, origin=PENDING) for row in rows]
            outcomes = await self._in_thread(partial(worker.enrich, documents))
            # Shielded: when the pipeline stops, what is enriched is still stored.
            await asyncio.shield(self._store(rows, outcomes))

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def _store(self, rows: Sequence[Pending], outcomes: Sequence[Outcome]) -> None:
        now = now_ms()
        events = await self._writer.do(
            lambda conn: commit(conn, rows, outcomes, destinations=self._destinations, now=now)
        )
        for event in events:
            self._emit(event)
        self._check(causes(rows, outcomes, events))

    def _check(self, errors: Iterable[str]) -> None:
        for error in errors:
            if kind := self._breaker.note(error):
                raise BreakerError(
                    f"more than one document in five dies of {kind!r} (the last: {error});"
                    " the rest stays pending: mend the cause, then start again"
                )
