"""SIGKILL at each single statement of a write: done again afterwards, all is as if never killed."""

import asyncio
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from processors.pipeline import Processed
from producers.state import add_pending, take_pending
from tests.local.consistency import check_store
from tests.local.documents import draft
from tests.local.test_accept import LARGE
from tests.sinks.builders import NOW, alert, article, enriched
from tocsin.codec import dead_letter, encode
from tocsin.database import transaction
from tocsin.local.accept import accept
from tocsin.local.commit import PENDING, commit
from tocsin.local.writer import Writer, open_store

Work = Callable[[sqlite3.Connection], object]
LATER = NOW + 1_000


def write(store: Path, work: Work, kill_at: int | None = None) -> None:
    """What the pipeline does with a piece of work, killed before the statement of this number."""
    writer = Writer(store, lambda _: None)
    left = iter(range(kill_at or 0, -1, -1))

    def count(_: str) -> None:
        if next(left) == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    if kill_at is not None:
        writer.ask(lambda conn: conn.set_trace_callback(count))
    asyncio.run(writer.do(work))
    writer.close()


def write_and_die(store: Path, work: Work, kill_at: int) -> bool:
    """As `write`, in a process of its own; whether it was killed."""
    pid = os.fork()
    if pid == 0:
        try:
            write(store, work, kill_at)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


def stores(start: Path, work: Work) -> Iterator[Path]:
    """The store after the work was killed at its first statement, its second ... and never."""
    for number in range(10_000):
        folder = start.parent / f"killed{number}"
        shutil.copytree(start.parent / "start", folder)
        killed = write_and_die(folder / start.name, work, number)
        yield folder / start.name
        if not killed:
            return


def dump(store: Path) -> list[str]:
    with closing(open_store(store)) as conn:
        check_store(conn)
        return list(conn.iterdump())


def accepting(conn: sqlite3.Connection) -> None:
    """A new article, a new wording of a known one, the same one again, and one too large."""
    drafts = [draft(1), draft(2, "9 9"), draft(2, "9 9"), draft(3, LARGE)]
    accept(conn, drafts, now=LATER)


def committing(conn: sqlite3.Connection) -> None:
    """A new article that alarms, a new revision that alarms, one that died, one unreadable."""
    rows = take_pending(conn, 100)
    outcomes = {
        "a1": Processed(enriched=encode(enriched("a1")), alerts=(encode(alert(of="a1")),)),
        "a2": Processed(
            enriched=encode(enriched("a2", revision=NOW + 1, body="Bom", threats=("bombing",))),
            alerts=(encode(alert(of="a2", revision=NOW + 1)),),
        ),
        "a3": dead_letter(b"a3", "it died", stage="processor", origin=PENDING, now=NOW),
        "a4": Processed(enriched=b"{"),
    }
    commit(conn, rows, [outcomes[row.id] for row in rows], destinations=(), now=LATER)


def before_accepting(conn: sqlite3.Connection) -> None:
    with transaction(conn):
        accept(conn, [draft(2)], now=NOW)


def before_committing(conn: sqlite3.Connection) -> None:
    with transaction(conn):
        first = article("a2", title="Alt")
        add_pending(conn, [(first, encode(first))], now=NOW)
        old = Processed(enriched=encode(enriched("a2", title="Alt", entities=("NOS",))))
        commit(conn, take_pending(conn, 1), [old], destinations=(), now=NOW)
        waiting = [article("a2", revision=NOW + 1), article("a1"), article("a3"), article("a4")]
        add_pending(conn, [(one, encode(one)) for one in waiting], now=NOW)


@pytest.mark.parametrize(
    ("before", "work", "fewest"),
    [(before_accepting, accepting, 10), (before_committing, committing, 60)],
    ids=["accepting", "committing"],
)
def test_a_write_that_was_killed_anywhere_and_is_repeated_leaves_no_trace(
    tmp_path: Path, before: Callable[[sqlite3.Connection], None], work: Work, fewest: int
):
    start = tmp_path / "start" / "store.db"
    with closing(open_store(start)) as conn:
        before(conn)
    undisturbed = tmp_path / "undisturbed.db"
    shutil.copy(start, undisturbed)
    write(undisturbed, work)
    wanted, kills = dump(undisturbed), -1
    for store in stores(tmp_path / "store.db", work):
        write(store, work)
        assert dump(store) == wanted
        shutil.rmtree(store.parent)
        kills += 1
    assert kills >= fewest
