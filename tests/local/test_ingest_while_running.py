"""While one tocsin runs on a store, files that another one reads are processed by the first."""

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from typing import ClassVar

import msgspec
import pytest

from producers.state import count_pending
from sinks.sqlite import get_article, list_dead
from tests.local.child import Child
from tests.local.consistency import check_store
from tests.local.documents import link
from tests.local.feed_server import FeedServer, serving_feeds
from tests.local.processes import wait_for
from tests.local.telling import settings_for
from tests.local.trap import ALARM, TrapSource
from tests.sinks.servers import serving
from tocsin.errors import StoreError
from tocsin.identity import article_id
from tocsin.local.events import Accepted, Event, FeedPolled, Stored
from tocsin.local.ingest import Ingested, run_ingest
from tocsin.local.lock import pipeline_lock
from tocsin.local.run import run_pipeline
from tocsin.local.writer import open_store


@pytest.fixture
def feeds() -> Iterator[FeedServer]:
    with serving_feeds() as server:
        yield server


def write(path: Path, *numbers: int) -> Path:
    records = [
        {"url": link(number), "title": f"{number}", "body": f"1 2 {number} {ALARM}"}
        for number in numbers
    ]
    path.write_bytes(b"\n".join(msgspec.json.encode(one) for one in records))
    return path


def ingest(store: Path, *paths: Path) -> tuple[Ingested, list[Event]]:
    events: list[Event] = []
    done = run_ingest(paths, settings_for(store), events.append, source=TrapSource())
    return asyncio.run(done), events


def test_the_running_tocsin_processes_what_another_one_read(tmp_path: Path, feeds: FeedServer):
    store, names = tmp_path / "store.db", [article_id(link=link(n)) for n in range(7)]
    with serving() as server:
        running = Child(
            "tests.local.feeds_run", [str(store), server.url, "forever", feeds.url("alarm/1")]
        )
        running.wait_for("delivered", 2)
        done, events = ingest(store, write(tmp_path / "a.ndjson", *range(7)))
        assert done == Ingested(drafts=7, failures=0, handed_on=True)
        assert [one.article_ids for one in events if isinstance(one, Accepted)] == [tuple(names)]
        running.wait_for("stored", 8)
        running.wait_for("delivered", 16)
        running.send(signal.SIGINT)
        assert running.wait() == 0
        assert len(server.requests) == 16
    with closing(open_store(store)) as conn:
        check_store(conn)
        assert count_pending(conn) == 0
        assert all(get_article(conn, name) for name in names)


def test_what_cannot_be_read_is_told_and_the_rest_handed_on(tmp_path: Path):
    store = tmp_path / "store.db"
    broken = tmp_path / "b.ndjson"
    broken.write_text('{"url": 1}\nno json\n')
    with pipeline_lock(store) as ours:
        assert ours
        done, events = ingest(store, broken, write(tmp_path / "a.ndjson", 1))
    assert done == Ingested(drafts=1, failures=2, handed_on=True)
    assert len([one for one in events if isinstance(one, FeedPolled) and one.problem]) == 2


class Watched(tuple[Path, ...]):
    """Paths that remember which thread went through them."""

    __slots__ = ()
    seen: ClassVar[set[int]] = set()

    def __iter__(self) -> Iterator[Path]:
        self.seen.add(threading.get_ident())
        return super().__iter__()


@pytest.mark.parametrize("busy", [False, True], ids=["processed here", "handed on"])
def test_files_are_read_beside_the_loop_and_told_of_on_it(tmp_path: Path, busy: bool):
    broken, told = tmp_path / "b.ndjson", set[int]()
    broken.write_text("no json\n")
    paths, store = Watched([broken, write(tmp_path / "a.ndjson", 1)]), tmp_path / "store.db"
    paths.seen.clear()
    with pipeline_lock(store) if busy else nullcontext():
        done = asyncio.run(
            run_ingest(
                paths,
                settings_for(store),
                lambda _: told.add(threading.get_ident()),
                source=TrapSource(),
            )
        )
    assert (done.drafts, done.failures, done.handed_on) == (1, 1, busy)
    assert told == {threading.get_ident()}
    assert paths.seen
    assert threading.get_ident() not in paths.seen


def test_handing_on_twice_adds_nothing(tmp_path: Path):
    store, path = tmp_path / "store.db", write(tmp_path / "a.ndjson", 1, 2)
    with pipeline_lock(store):
        ingest(store, path)
        assert ingest(store, path)[1] == []
    with closing(open_store(store)) as conn:
        assert count_pending(conn) == 2


def test_what_was_handed_on_to_one_that_ended_is_processed_by_the_next(tmp_path: Path):
    store = tmp_path / "store.db"
    with pipeline_lock(store):
        ingest(store, write(tmp_path / "a.ndjson", 1, 2))
    done, events = ingest(store, write(tmp_path / "b.ndjson", 3))
    assert done == Ingested(drafts=1, failures=0, handed_on=False)
    assert len([one for one in events if isinstance(one, Stored)]) == 3


def test_a_second_tocsin_on_the_same_store_is_refused(tmp_path: Path):
    store = tmp_path / "store.db"
    with pipeline_lock(store), pytest.raises(StoreError, match="another tocsin is running"):
        asyncio.run(run_pipeline(settings_for(store), lambda _: None, once=True))
    with pipeline_lock(store) as ours:
        assert ours


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path: Path, feeds: FeedServer):
    store = tmp_path / "store.db"
    running = Child("tests.local.feeds_run", [str(store), "", "forever", feeds.url("hang/1")])
    running.wait_for("accepted")
    with pipeline_lock(store) as ours:
        assert not ours
    running.send(signal.SIGKILL)
    running.wait()
    wait_for(lambda: _is_free(store))


def _is_free(store: Path) -> bool:
    with pipeline_lock(store) as ours:
        return ours


def test_every_file_of_a_folder_is_searchable_when_ingest_returns(tmp_path: Path):
    store, folder = tmp_path / "store.db", tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        write(folder / f"{number}.ndjson", *range(50 * number, 50 * number + 50))
    done, events = ingest(store, folder)
    assert done == Ingested(drafts=150, failures=0, handed_on=False)
    assert len([one for one in events if isinstance(one, Stored)]) == 150
    with closing(open_store(store)) as conn:
        check_store(conn)
        assert list_dead(conn, limit=9) == []
