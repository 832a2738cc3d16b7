"""Deliveries out of the outbox, each destination at its own pace."""

import asyncio
import random
import sqlite3
from collections.abc import Callable, Mapping, Sequence

from sinks.deliver import Send, deliver
from sinks.outbox import Intent, again
from sinks.sqlite import due_outbox, get_alert, list_outbox, save_outbox
from tocsin.local.clock import now_ms
from tocsin.local.events import Delivered, Event, Retrying
from tocsin.local.writer import Writer

# How often the outbox is looked at; new alerts are seen within this.
LOOK_S = 0.25
# Deliveries to one destination in a row before the outbox is looked at anew.
AT_ONCE = 20
# Failed intents are read so many at a time.
_PAGE = 500


class Delivering:
    """Tries what is due until it is delivered or given up; a dead destination delays no other.

    `senders` maps a destination's id to what delivers to it.
    """

    def __init__(
        self, senders: Mapping[str, Send], writer: Writer, emit: Callable[[Event], None]
    ) -> None:
        self._senders = senders
        self._writer = writer
        self._emit = emit
        self._finishing = asyncio.Event()
        self._busy: set[str] = set()

    async def retry_failed(self) -> None:
        """Make due again what was given up, as its cause may have been mended since.

        Called once at the start of a pipeline. Raises StoreError.
        """
        now = now_ms()
        found = await self._writer.do(lambda conn: retry_failed(conn, now))
        if found:
            self._emit(Retrying(deliveries=found))

    async def run(self) -> None:
        """Deliver until `finish`, or until cancelled. Raises StoreError."""
        async with asyncio.TaskGroup() as tasks:
            while not self._finishing.is_set():
                for destination, intents in (await self._due()).items():
                    if destination not in self._busy:
                        self._busy.add(destination)
                        tasks.create_task(self._deliver(destination, intents))
                await self._pause()

    def finish(self) -> None:
        """Begin no more deliveries; `run` returns when those under way have ended."""
        self._finishing.set()

    async def settled(self) -> None:
        """Return when everything due was tried."""
        while await self._due():
            await asyncio.sleep(LOOK_S)

    async def _due(self) -> dict[str, list[Intent]]:
        now = now_ms()
        found = await self._writer.read(lambda conn: due_outbox(conn, now, per_destination=AT_ONCE))
        waiting: dict[str, list[Intent]] = {}
        for intent in found:
            waiting.setdefault(intent.destination, []).append(intent)
        return waiting

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._finishing.wait(), LOOK_S)
        except TimeoutError:
            return

    async def _deliver(self, destination: str, intents: Sequence[Intent]) -> None:
        try:
            for intent in intents:
                # Kept after each attempt: what a crash repeats is one delivery, with its old key.
                if self._finishing.is_set() or await self._attempt(intent) == "pending":
                    return
        finally:
            self._busy.discard(destination)

    async def _attempt(self, intent: Intent) -> str:
        alert = await self._writer.read(lambda conn: get_alert(conn, intent.alert_id))
        (tried,) = await deliver(
            [intent],
            {alert.id: alert} if alert else {},
            self._senders,
            clock=now_ms,
            jitter=random.random,
        )
        await self._writer.do(lambda conn: save_outbox(conn, [tried]))
        self._emit(
            Delivered(
                alert_id=intent.alert_id,
                destination=intent.destination,
                attempt=tried.attempts,
                problem=tried.error,
            )
        )
        return tried.state


def retry_failed(conn: sqlite3.Connection, now: int) -> int:
    """Give every failed intent another round of attempts from `now` (ms) on; how many they are.

    Called inside a transaction.
    """
    found = 0
    while failed := list_outbox(conn, "failed", limit=_PAGE):
        save_outbox(conn, [again(intent, now) for intent in failed])
        found += len(failed)
    return found
