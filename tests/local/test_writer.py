"""The writer waits for a store that is away for a while, and says when only a person can help."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from sinks.sqlite import list_dead, put_dead
from tocsin.codec import dead_letter
from tocsin.database import DatabaseError
from tocsin.errors import StoreError
from tocsin.local.commit import PENDING
from tocsin.local.events import Event, Waiting
from tocsin.local.lock import pipeline_lock
from tocsin.local.writer import Writer
from tocsin.model import DeadLetter

LETTER = dead_letter(b"x" * 100_000, "X", stage="sink", origin=PENDING, now=1)


@pytest.fixture
def told() -> list[Event]:
    return []


@pytest.fixture
def writer(tmp_path: Path, told: list[Event]) -> Iterator[Writer]:
    made = Writer(tmp_path / "folder" / "store.db", told.append)
    yield made
    made.close()


def put(conn: sqlite3.Connection) -> None:
    put_dead(conn, [LETTER])


def letters(conn: sqlite3.Connection) -> list[DeadLetter]:
    return [one.letter for one in list_dead(conn, limit=9)]


def allow_pages(conn: sqlite3.Connection, number: int) -> None:
    conn.execute(f"PRAGMA max_page_count = {number}")


def test_what_was_done_is_there(writer: Writer):
    asyncio.run(writer.do(put))
    assert writer.ask(letters) == [LETTER]


def test_a_full_disk_is_waited_for_and_told_of(writer: Writer, told: list[Event]):
    async def fill_and_free() -> None:
        await writer.read(lambda conn: allow_pages(conn, 1))  # SQLite keeps what there is already
        writing = asyncio.create_task(writer.do(put))
        while not told:
            await asyncio.sleep(0.01)
        assert await writer.read(letters) == []
        await writer.read(lambda conn: allow_pages(conn, 1_000_000))
        await writing

    asyncio.run(fill_and_free())
    assert isinstance(told[0], Waiting)
    assert "disk (or the quota) is full" in told[0].problem
    assert writer.ask(letters) == [LETTER]


def test_what_only_a_person_can_mend_is_raised(writer: Writer, told: list[Event]):
    with pytest.raises(DatabaseError, match="no such table"):
        asyncio.run(writer.do(lambda conn: conn.execute("INSERT INTO nowhere VALUES (1)")))
    assert told == []


def test_a_question_that_only_a_person_can_mend_is_an_error_of_ours(writer: Writer):
    def ask(conn: sqlite3.Connection) -> object:
        return conn.execute("SELECT * FROM nowhere").fetchone()

    with pytest.raises(DatabaseError, match="no such table"):
        writer.ask(ask)
    with pytest.raises(DatabaseError, match="no such table"):
        asyncio.run(writer.read(ask))


@pytest.fixture
def hasty(tmp_path: Path, told: list[Event]) -> Iterator[Writer]:
    made = Writer(tmp_path / "store.db", told.append, retry_s=0.001, patience_s=0.05)
    yield made
    made.close()


def test_a_question_is_asked_again_while_the_store_is_away(hasty: Writer):
    away = [2]

    def ask(_: sqlite3.Connection) -> str:
        if away[0]:
            away[0] -= 1
            raise DatabaseError("locked", "store.db", "for a while")
        return "answer"

    assert hasty.ask(ask) == "answer"
    assert away == [0]


def test_a_question_is_not_asked_for_ever(hasty: Writer):
    def ask(_: sqlite3.Connection) -> None:
        raise DatabaseError("locked", "store.db", "for good")

    with pytest.raises(DatabaseError, match="for good"):
        hasty.ask(ask)


def test_an_error_undoes_all_of_a_piece_of_work(writer: Writer):
    def fails(conn: sqlite3.Connection) -> None:
        put(conn)
        raise KeyError("mine")

    with pytest.raises(KeyError):
        asyncio.run(writer.do(fails))
    assert writer.ask(letters) == []


def test_a_file_that_is_no_store_is_a_store_error(tmp_path: Path):
    (tmp_path / "store.db").write_bytes(b"no database" * 1_000)
    with pytest.raises(StoreError, match="is no Tocsin database"):
        Writer(tmp_path / "store.db", lambda _: None)


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="File exists"):
        Writer(tmp_path / "file" / "store.db", lambda _: None)


@pytest.mark.parametrize("place", ["file/store.db", "folder"], ids=["no folder", "no file"])
def test_a_lock_that_cannot_be_made_is_a_store_error(tmp_path: Path, place: str):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.lock").mkdir()
    with pytest.raises(StoreError, match="cannot be used"), pipeline_lock(tmp_path / place):
        pass
