"""`tocsin run`: the pipeline on the user's feeds, until told to stop."""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from typing import Any

from tocsin.config import Settings
from tocsin.errors import StoreError
from tocsin.local.knowledge import KnowledgeSource
from tocsin.local.lock import pipeline_lock
from tocsin.local.pipeline import Emit, open_pipeline


async def run_pipeline(
    settings: Settings,
    emit: Emit,
    *,
    once: bool,
    source: KnowledgeSource | None = None,
    on_stop: Callable[[], None] = lambda: None,
) -> None:
    """Poll, enrich, store and alert; `once` reads every feed once and ends when all is stored.

    Ends cleanly at the first SIGINT or SIGTERM; at the second the process is gone at once, which
    loses nothing either: whatever was under way is still pending. `source` replaces the knowledge
    that the settings name; `on_stop` is called at the first signal. Raises TocsinError.
    """
    with pipeline_lock(settings.store) as ours:
        if not ours:
            raise StoreError(f"another tocsin is running on {settings.store}; stop that one first")
        stop = _stop_event(on_stop)
        async with open_pipeline(settings, emit, source=source) as pipeline:
            if once:
                await _until(stop, pipeline.poll(settings.feeds))
                await _until(stop, pipeline.drained())
            else:
                await _until(stop, pipeline.poll_for_ever(settings.feeds))


def _stop_event(on_stop: Callable[[], None]) -> asyncio.Event:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()

    def heard() -> None:
        stop.set()
        on_stop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(name)
            signal.signal(name, signal.SIG_DFL)

    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, heard)
    return stop


async def _until(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    task, told = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait([task, told], return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            await task
    finally:
        task.cancel()
        told.cancel()
        await asyncio.wait([task, told])
