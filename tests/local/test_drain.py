"""Told to stop, the pipeline stops soon and cleanly, and goes on next time where it stopped."""

import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from producers.state import count_pending, take_pending
from sinks.sqlite import count_dead, list_outbox
from tests.local.child import Child
from tests.local.consistency import check_store
from tests.local.feed_server import FeedServer, serving_feeds
from tests.local.processes import children, is_alive, wait_for
from tests.sinks.servers import serving
from tocsin.local.writer import open_store

SOON_S = 5.0
ITEMS = 40
STOPS = [signal.SIGINT, signal.SIGTERM]


@pytest.fixture
def feeds() -> Iterator[FeedServer]:
    with serving_feeds() as server:
        yield server


def run(store: Path, *feeds: str, webhook: str = "", how: str = "forever") -> Child:
    return Child("tests.local.feeds_run", [str(store), webhook, how, *feeds])


def stop(child: Child, number: signal.Signals, *, group: bool = False) -> tuple[int, float]:
    """The exit code after a signal, and the seconds it took."""
    began = time.monotonic()
    (child.send_all if group else child.send)(number)
    return child.wait(30), time.monotonic() - began


def stored(conn: sqlite3.Connection) -> set[str]:
    return {name for (name,) in conn.execute("SELECT id FROM article")}


def check_nothing_lost(store: Path, accepted: list[str]) -> int:
    """Whatever was accepted is stored or still pending, not both; how many are pending."""
    with closing(open_store(store)) as conn:
        check_store(conn)
        waiting = [row.id for row in take_pending(conn, 10_000)]
        assert sorted([*stored(conn), *waiting]) == sorted(accepted)
        assert count_dead(conn) == 0
        return len(waiting)


def check_next_run_ends_it(store: Path, accepted: list[str], *feeds: str) -> None:
    child = run(store, *feeds, how="once")
    assert child.wait() == 0
    assert child.told("accepted") == []
    with closing(open_store(store)) as conn:
        check_store(conn)
        assert stored(conn) == set(accepted)
        assert count_pending(conn) == 0


@pytest.mark.parametrize("number", STOPS)
@pytest.mark.parametrize("group", [False, True], ids=["itself", "the whole group"])
def test_a_stop_during_work_leaves_the_rest_for_the_next_start(
    tmp_path: Path, feeds: FeedServer, number: signal.Signals, group: bool
):
    store, feed = tmp_path / "store.db", feeds.url(f"work/{ITEMS}")
    child = run(store, feed)
    child.wait_for("stored", 3)
    code, seconds = stop(child, number, group=group)
    assert (code, child.lines[-1]) == (0, "done\n")
    assert seconds < SOON_S
    assert len(child.told("accepted")) == ITEMS
    assert check_nothing_lost(store, child.told("accepted")) > 0
    check_next_run_ends_it(store, child.told("accepted"), feed)


@pytest.mark.parametrize("number", STOPS)
def test_a_stop_while_the_processes_are_still_starting(
    tmp_path: Path, feeds: FeedServer, number: signal.Signals
):
    store, feed = tmp_path / "store.db", feeds.url(f"work/{ITEMS}")
    child = run(store, feed)
    wait_for(lambda: children(child.pid))
    code, seconds = stop(child, number, group=True)
    assert code == 0
    assert seconds < SOON_S
    check_nothing_lost(store, child.told("accepted"))


def test_a_feed_that_never_ends_delays_no_stop(tmp_path: Path, feeds: FeedServer):
    store = tmp_path / "store.db"
    child = run(store, feeds.url("slow"), feeds.url("work/5"), how="once")
    child.wait_for("stored", 5)
    assert feeds.begun.wait(10)
    code, seconds = stop(child, signal.SIGINT)
    assert code == 0
    assert seconds < SOON_S
    assert check_nothing_lost(store, child.told("accepted")) == 0


def test_a_document_that_hangs_delays_no_stop_and_is_tried_again(tmp_path: Path, feeds: FeedServer):
    store = tmp_path / "store.db"
    child = run(store, feeds.url("hang/1"))
    assert child.wait_until(lambda: "sprung\n" in child.lines, 30)
    code, seconds = stop(child, signal.SIGINT)
    assert code == 0
    assert seconds < SOON_S
    assert check_nothing_lost(store, child.told("accepted")) == 1


def test_a_second_ctrl_c_ends_it_at_once_and_loses_nothing(tmp_path: Path, feeds: FeedServer):
    store, feed = tmp_path / "store.db", feeds.url(f"work/{ITEMS}")
    child = run(store, feeds.url("hang/1"), feed)
    child.wait_for("stored", 3)
    processes = children(child.pid)
    child.send_all(signal.SIGINT)
    time.sleep(0.2)  # it is draining now
    code, seconds = stop(child, signal.SIGINT, group=True)
    assert code == -signal.SIGINT
    assert seconds < 1
    assert "done\n" not in child.lines
    assert check_nothing_lost(store, child.told("accepted")) > 0
    wait_for(lambda: not any(map(is_alive, processes)), 30)


def test_a_delivery_without_an_answer_delays_no_stop_and_is_made_again_with_its_key(
    tmp_path: Path, feeds: FeedServer
):
    store, feed = tmp_path / "store.db", feeds.url("alarm/1")
    with serving() as server:
        server.answers[:] = [None]
        child = run(store, feed, webhook=server.url)
        wait_for(lambda: len(server.requests) == 2)
        code, seconds = stop(child, signal.SIGTERM)
        assert code == 0
        assert seconds < SOON_S
        with closing(open_store(store)) as conn:
            assert {one.state for one in list_outbox(conn, limit=9)} == {"pending"}
        server.answers[:] = [(204, {})]
        assert run(store, feed, webhook=server.url, how="once").wait() == 0
        keys = [one.headers["Idempotency-Key"] for one in server.requests]
        with closing(open_store(store)) as conn:
            assert {one.state for one in list_outbox(conn, limit=9)} == {"delivered"}
        assert sorted(keys[:2]) == sorted(keys[2:])
