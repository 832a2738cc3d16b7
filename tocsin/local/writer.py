"""The one writer of the embedded store, on a thread of its own."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from producers.state import migrate_producers
from sinks.sqlite import prepare
from tocsin.database import DatabaseError, connect, reading, transaction
from tocsin.local.events import Event, Waiting
from tocsin.local.lock import make_folder

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

# A full disk or a lock held by another process is looked at again this often.
RETRY_S = 1.0
# Another thread than the loop's is not kept waiting for longer: it may hold up the end of it all.
PATIENCE_S = 30.0


def open_store(path: Path) -> sqlite3.Connection:
    """The store with the tables of all rooms, made or brought up to date. Raises StoreError."""
    make_folder(path)
    conn = connect(path)
    migrate_producers(conn)
    prepare(conn)
    return conn


class Writer:
    """Runs pieces of work one after another, each in a transaction of its own.

    A store that is away is tried again every `retry_s`; `ask` gives up after `patience_s`.
    """

    def __init__(
        self,
        path: Path,
        emit: Callable[[Event], None],
        *,
        retry_s: float = RETRY_S,
        patience_s: float = PATIENCE_S,
    ) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._conn = self._thread.submit(open_store, path).result()
        self._emit = emit
        self._retry_s = retry_s
        self._patience_s = patience_s

    async def do(self, work: Work[T]) -> T:
        """The result of `work`, once it is on disk.

        Waits, without losing anything, while the store is away; raises StoreError when only a
        person can help.
        """
        return await self._run(self._transact, work)

    async def read(self, work: Work[T]) -> T:
        """The result of `work`, which writes nothing; errors as in `do`."""
        return await self._run(self._look, work)

    def ask(self, work: Work[T]) -> T:
        """As `read`, for other threads: blocks, at most `patience_s` while the store is away."""
        until = time.monotonic() + self._patience_s
        while True:
            try:
                return self._thread.submit(self._look, work).result()
            except DatabaseError as error:
                if not error.may_pass or time.monotonic() + self._retry_s > until:
                    raise
                time.sleep(self._retry_s)

    def close(self) -> None:
        """Finish what was begun and close the connection."""
        self._thread.submit(self._conn.close).result()
        self._thread.shutdown()

    async def _run(self, how: Callable[[Work[T]], T], work: Work[T]) -> T:
        loop = asyncio.get_running_loop()
        while True:
            try:
                return await loop.run_in_executor(self._thread, how, work)
            except DatabaseError as error:
                if not error.may_pass:
                    raise
                self._emit(Waiting(problem=str(error)))
                await asyncio.sleep(self._retry_s)

    def _transact(self, work: Work[T]) -> T:
        with transaction(self._conn) as conn:
            return work(conn)

    def _look(self, work: Work[T]) -> T:
        with reading(self._conn) as conn:
            return work(conn)
