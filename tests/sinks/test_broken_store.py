"""Every function of the store meets every broken store, and answers with an error of ours.

A new function of the store joins by a line in CALLS; the first test fails until it has.
"""

import inspect
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

import sinks.sqlite as store
from sinks.outbox import intents_for
from tests.sinks.builders import NOW, alert, enriched
from tests.sinks.test_dead import letter
from tocsin.database import DatabaseError, connect
from tocsin.query import parse

Conn = sqlite3.Connection
INTENTS = intents_for([alert()], NOW)
LARGE = [enriched(f"n{n}", body="een heel lang verhaal " * 500) for n in range(20)]

WRITES: dict[str, Callable[[Conn], Any]] = {
    "put_articles": lambda conn: store.put_articles(conn, LARGE, NOW),
    "put_alerts": lambda conn: store.put_alerts(
        conn, [alert(of=f"n{n}", why="x" * 1000) for n in range(200)], NOW
    ),
    "put_outbox": lambda conn: store.put_outbox(
        conn, intents_for([alert(of=f"n{n}") for n in range(2000)], NOW)
    ),
    "put_dead": lambda conn: store.put_dead(conn, [letter("big", payload=b"x" * 500_000)]),
    "save_outbox": lambda conn: store.save_outbox(
        conn, [_changed(intent, error="x" * 500_000) for intent in INTENTS]
    ),
    "mark_replayed": lambda conn: store.mark_replayed(conn, ["d1"]),
    "drop_dead": lambda conn: store.drop_dead(conn, ["d1"]),
}
READS: dict[str, Callable[[Conn], Any]] = {
    "alerts_after": lambda conn: store.alerts_after(conn, 0, limit=5),
    "count": lambda conn: store.count(conn, parse("bom -entity:x"), now=NOW),
    "count_dead": store.count_dead,
    "due_outbox": lambda conn: store.due_outbox(conn, NOW, per_destination=5),
    "get_alert": lambda conn: store.get_alert(conn, alert().id),
    "get_article": lambda conn: store.get_article(conn, "a1"),
    "get_dead": lambda conn: store.get_dead(conn, "d1"),
    "get_intent": lambda conn: store.get_intent(conn, INTENTS[0].id),
    "histogram": lambda conn: store.histogram(conn, "all", since=0, until=NOW),
    "last_alert": store.last_alert,
    "list_alerts": lambda conn: store.list_alerts(conn, limit=5),
    "list_dead": lambda conn: store.list_dead(conn, limit=5),
    "list_outbox": lambda conn: store.list_outbox(conn, limit=5),
    "list_revisions": lambda conn: store.list_revisions(conn, "a1"),
    "search": lambda conn: store.search(conn, parse("bom -entity:x"), now=NOW, limit=5),
}
PREPARE: dict[str, Callable[[Conn], Any]] = {"prepare": store.prepare}
CALLS = WRITES | READS | PREPARE
# These free or keep room, so that they succeed on a full disk.
FREEING = {"mark_replayed", "drop_dead"}


def _changed(intent: Any, **changes: Any) -> Any:
    return type(intent)(
        **{name: getattr(intent, name) for name in intent.__struct_fields__} | changes
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store with something of everything in it."""
    path = tmp_path / "store.db"
    with closing(connect(path)) as conn:
        store.prepare(conn)
        old = [enriched("a1", threats=("bombing",)), enriched("a2")]
        store.put_articles(conn, old, NOW)
        store.put_articles(conn, [enriched("a1", body="nieuw", revision=NOW + 1)], NOW)
        store.put_alerts(conn, [alert()], NOW)
        store.put_outbox(conn, INTENTS)
        store.put_dead(conn, [letter("d1")])
    return path


@contextmanager
def impatient(path: Path, *, readonly: bool = False) -> Iterator[Conn]:
    with closing(connect(path, readonly=readonly)) as conn:
        conn.execute("PRAGMA busy_timeout = 1")
        yield conn


def test_every_public_function_of_the_store_is_called_here() -> None:
    public = {name for name in store.__all__ if callable(getattr(store, name))}
    assert public == set(CALLS)
    for name in public:
        first = next(iter(inspect.signature(getattr(store, name)).parameters))
        assert first == "conn"


@pytest.mark.parametrize("name", CALLS)
def test_a_sound_store_answers(file: Path, name: str) -> None:
    with impatient(file) as conn:
        CALLS[name](conn)


@pytest.mark.parametrize("name", READS | PREPARE)
def test_a_read_only_store_can_be_read(file: Path, name: str) -> None:
    with impatient(file, readonly=True) as conn:
        CALLS[name](conn)


@pytest.mark.parametrize("name", WRITES)
def test_a_read_only_store_says_so_to_a_writer(file: Path, name: str) -> None:
    with impatient(file, readonly=True) as conn:
        assert _error(name, conn).kind == "read_only"


@pytest.mark.parametrize("name", READS | PREPARE)
def test_a_store_that_another_writes_to_can_be_read(file: Path, name: str) -> None:
    with impatient(file) as conn, impatient(file) as other:
        other.execute("BEGIN IMMEDIATE")
        CALLS[name](conn)


@pytest.mark.parametrize("name", WRITES)
def test_a_store_that_another_writes_to_too_long_says_so_to_a_writer(file: Path, name: str) -> None:
    with impatient(file) as conn, impatient(file) as other:
        other.execute("BEGIN IMMEDIATE")
        error = _error(name, conn)
        assert (error.kind, error.may_pass) == ("locked", True)


@pytest.mark.parametrize("name", sorted(WRITES.keys() - FREEING))
def test_a_full_store_says_so_and_keeps_nothing_of_the_write(file: Path, name: str) -> None:
    with impatient(file) as conn:
        pages = conn.execute("PRAGMA page_count").fetchone()[0]
        conn.execute(f"PRAGMA max_page_count = {pages}")
        before = list(conn.iterdump())
        error = _error(name, conn)
        assert (error.kind, error.may_pass) == ("full", True)
        assert list(conn.iterdump()) == before
        assert not conn.in_transaction


@pytest.mark.parametrize("name", sorted(READS | PREPARE) + sorted(FREEING))
def test_a_full_store_can_be_read_and_emptied(file: Path, name: str) -> None:
    with impatient(file) as conn:
        conn.execute("PRAGMA max_page_count = 1")
        CALLS[name](conn)


@pytest.mark.parametrize("name", sorted(CALLS.keys() - PREPARE.keys()))
def test_a_store_damaged_in_its_tables_says_so(file: Path, name: str) -> None:
    _damage(file)
    with impatient(file) as conn:
        assert _error(name, conn).kind == "corrupt"


def _damage(file: Path) -> None:
    """Overwrite all pages but the list of tables, so that the damage is met inside the call."""
    with impatient(file) as conn:
        size = conn.execute("PRAGMA page_size").fetchone()[0]
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'"
        keep = {page - 1 for (page,) in conn.execute(query)}
    data = file.read_bytes()
    pages = [data[at : at + size] for at in range(0, len(data), size)]
    damaged = [page if n in keep else b"\xa5" * size for n, page in enumerate(pages)]
    file.write_bytes(b"".join(damaged))


@pytest.mark.parametrize(
    "name", ["get_article", "put_articles", "get_alert", "list_alerts", "alerts_after"]
)
@pytest.mark.parametrize("blob", [b"", b"{", b"{}", b'"\xff"', None, 7])
def test_a_damaged_value_in_a_sound_table_says_so(file: Path, name: str, blob: Any) -> None:
    edited = [enriched("a1", body="weer nieuw", revision=NOW + 2)]
    calls = CALLS | {"put_articles": lambda conn: store.put_articles(conn, edited, NOW)}
    with impatient(file) as conn:
        for table, column in (("article_json", "enriched"), ("alert", "alert")):
            conn.execute(f"UPDATE OR IGNORE {table} SET {column} = ?", (blob,))
        if blob is None:
            conn.execute("DELETE FROM article_json")
            conn.execute("UPDATE alert SET alert = 'text'")
        with pytest.raises(DatabaseError) as caught:
            calls[name](conn)
        assert caught.value.kind == "corrupt"


def test_a_file_of_other_content_is_refused_when_opened(file: Path) -> None:
    file.write_bytes(b"\xa5" * 8192)
    with pytest.raises(DatabaseError) as caught:
        connect(file)
    assert caught.value.kind == "corrupt"


@pytest.mark.parametrize("name", sorted(CALLS.keys() - PREPARE.keys()))
def test_a_store_that_was_never_prepared_says_so(tmp_path: Path, name: str) -> None:
    with impatient(tmp_path / "empty.db") as conn:
        assert "no such table" in str(_error(name, conn))


@pytest.mark.parametrize("name", CALLS)
def test_a_closed_connection_is_an_error_of_ours_too(file: Path, name: str) -> None:
    conn = connect(file)
    conn.close()
    assert "closed" in str(_error(name, conn))


def test_a_store_of_a_newer_program_is_refused(file: Path) -> None:
    with impatient(file) as conn:
        conn.execute("UPDATE schema_version SET version = 99 WHERE room = 'sinks'")
        assert _error("prepare", conn).kind == "too_new"


def _error(name: str, conn: Conn) -> DatabaseError:
    with pytest.raises(DatabaseError) as caught:
        CALLS[name](conn)
    assert str(caught.value).startswith("database ")
    return caught.value
