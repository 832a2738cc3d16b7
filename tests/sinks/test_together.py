import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from sinks.sqlite import count, prepare, put_articles, search
from tests.sinks.builders import NOW, enriched
from tocsin.database import connect
from tocsin.query import parse


def test_writers_take_turns_and_a_reader_sees_whole_batches(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    problems: list[Exception] = []
    seen: list[int] = []

    def write(name: str) -> None:
        try:
            with closing(connect(path)) as conn:
                prepare(conn)
                for batch in range(8):
                    put_articles(conn, [enriched(f"{name}{batch}{n}") for n in range(5)], NOW)
        except Exception as error:  # noqa: BLE001 - told by the test
            problems.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for writer in writers:
        writer.start()
    with closing(connect(path)) as reader:
        prepare(reader)
        while any(writer.is_alive() for writer in writers):
            seen.append(count(reader, parse("bom"), now=NOW))
        assert count(reader, None, now=NOW) == 120
    assert problems == []
    assert all(number % 5 == 0 for number in seen)


def test_a_reader_pages_on_while_another_process_writes(conn: sqlite3.Connection) -> None:
    put_articles(conn, [enriched(f"a{n}", at=NOW - n) for n in range(6)], NOW)
    path = conn.execute("PRAGMA database_list").fetchone()[2]
    with closing(connect(path, readonly=True)) as reader:
        first = search(reader, None, now=NOW, limit=3)
        put_articles(conn, [enriched("a4", revision=NOW + 1, at=NOW - 4)], NOW)
        second = search(reader, None, now=NOW, limit=3, before=first[-1].cursor)
    assert [hit.id for hit in first + second] == [f"a{n}" for n in range(6)]
