import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tocsin.database import DatabaseError, connect, file_of, migrate, reading, transaction

STEPS = [
    "CREATE TABLE thing (name TEXT PRIMARY KEY); CREATE INDEX thing_name ON thing (name)",
    "ALTER TABLE thing ADD COLUMN size INTEGER DEFAULT 0; INSERT INTO thing VALUES ('a;b', 1);",
]


def insert(conn: sqlite3.Connection, *new: str, then: Exception | None = None) -> None:
    with transaction(conn):
        for name in new:
            conn.execute("INSERT INTO thing (name) VALUES (?)", (name,))
        if then is not None:
            raise then


def names(conn: sqlite3.Connection) -> list[str]:
    return [row[0] for row in conn.execute("SELECT name FROM thing ORDER BY name")]


def test_a_connection_waits_writes_ahead_and_syncs_fully(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a b?#%.db")) as conn:
        pragmas = [
            conn.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
        assert pragmas == ["wal", 2, 1, 10_000]
        assert Path(file_of(conn)) == tmp_path / "a b?#%.db"


def test_a_database_is_migrated_step_by_step_and_only_once(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.db")) as conn:
        migrate(conn, "one", STEPS[:1])
        migrate(conn, "one", STEPS)
        migrate(conn, "one", STEPS)
        assert names(conn) == ["a;b"]


def test_rooms_have_their_own_versions(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.db")) as conn:
        migrate(conn, "one", STEPS)
        migrate(conn, "two", ["CREATE TABLE other (id INTEGER)"])
        assert conn.execute("SELECT count(*) FROM other").fetchone() == (0,)


def test_a_database_newer_than_the_program_is_refused(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.db")) as conn:
        migrate(conn, "one", STEPS)
        with pytest.raises(DatabaseError, match="newer Tocsin") as caught:
            migrate(conn, "one", STEPS[:1])
        assert caught.value.kind == "too_new"
        assert not caught.value.may_pass


def test_a_failing_step_leaves_nothing_behind(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.db")) as conn:
        with pytest.raises(DatabaseError, match="nonsense"):
            migrate(conn, "one", [*STEPS, "CREATE TABLE more (id); nonsense"])
        assert conn.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_an_error_undoes_the_transaction_and_the_connection_lives_on(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.db")) as conn:
        migrate(conn, "one", STEPS)
        with pytest.raises(ZeroDivisionError):
            insert(conn, "lost", then=ZeroDivisionError())
        assert names(conn) == ["a;b"]
        insert(conn, "kept")
        assert names(conn) == ["a;b", "kept"]


def test_an_inner_transaction_can_fail_alone(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.db")) as conn:
        migrate(conn, "one", STEPS)
        with transaction(conn):
            insert(conn, "outer")
            with pytest.raises(DatabaseError, match="UNIQUE"):
                insert(conn, "inner", "outer")
        assert names(conn) == ["a;b", "outer"]


def test_an_inner_transaction_is_lost_with_its_outer_one(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.db")) as conn:
        migrate(conn, "one", STEPS)
        with suppress(ZeroDivisionError), transaction(conn):
            insert(conn, "inner")
            raise ZeroDivisionError
        assert names(conn) == ["a;b"]


def test_a_reader_sees_what_was_committed_and_may_not_write(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.db")) as conn:
        migrate(conn, "one", STEPS)
        with closing(connect(tmp_path / "a.db", readonly=True)) as reader:
            migrate(reader, "one", STEPS)
            assert names(reader) == ["a;b"]
            with pytest.raises(DatabaseError) as caught, transaction(reader):
                reader.execute("DELETE FROM thing")
            assert caught.value.kind == "read_only"


def test_a_missing_file_or_folder_is_said(tmp_path: Path) -> None:
    for path, readonly in ((tmp_path / "no.db", True), (tmp_path / "no" / "no.db", False)):
        with pytest.raises(DatabaseError, match="cannot be opened") as caught:
            connect(path, readonly=readonly)
        assert caught.value.kind == "unreachable"
        assert str(path) in str(caught.value)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear reader, " * 500)
    with pytest.raises(DatabaseError) as caught:
        connect(path)
    assert caught.value.kind == "corrupt"


def test_a_locked_database_is_said_and_may_pass(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.db")) as conn, closing(connect(tmp_path / "a.db")) as other:
        migrate(conn, "one", STEPS)
        other.execute("PRAGMA busy_timeout = 1")
        with transaction(conn), pytest.raises(DatabaseError) as caught, transaction(other):
            pass
        assert caught.value.kind == "locked"
        assert caught.value.may_pass


def test_a_full_disk_undoes_the_outer_transaction_too(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "a.db")) as conn:
        migrate(conn, "one", STEPS)
        conn.execute("PRAGMA max_page_count = 8")
        with pytest.raises(DatabaseError) as caught, transaction(conn), transaction(conn):
            conn.execute("INSERT INTO thing (name) VALUES (?)", ("x" * 100_000,))
        assert caught.value.kind == "full"
        assert names(conn) == ["a;b"]


def test_errors_of_reading_are_explained(tmp_path: Path) -> None:
    conn = connect(tmp_path / "a.db")
    with pytest.raises(DatabaseError, match="no such table"), reading(conn):
        conn.execute("SELECT * FROM thing")
    conn.close()
    with pytest.raises(DatabaseError, match="closed"), reading(conn):
        conn.execute("SELECT 1")
