"""The embedded database: one SQLite file, opened the same way by every room.

Each room keeps its own tables and its own list of migrations. Connections are in autocommit mode:
whatever writes does so inside `transaction`. Whatever SQLite has against an operation comes out as
a `StoreError` that says what is wrong and what to do.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from tocsin.errors import StoreError

ErrorKind = Literal[
    "locked", "full", "read_only", "corrupt", "unreachable", "disk", "too_new", "other"
]

# One writer at a time, each write short: whoever waits longer than this meets a process that hangs.
BUSY_TIMEOUT_MS = 10_000

# Primary result codes, https://sqlite.org/rescode.html
_KINDS: dict[int, ErrorKind] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_NOTADB: "corrupt",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
    sqlite3.SQLITE_IOERR: "disk",
}

_ADVICE: dict[ErrorKind, str] = {
    "locked": "another process has been writing to it for too long; try again, or stop that one",
    "full": "the disk (or the quota) is full; free some space, nothing of this write was kept",
    "read_only": "it may not be written; check the permissions of the file and of its folder",
    "corrupt": "it is damaged or is no Tocsin database; restore a copy or move it away",
    "unreachable": "it cannot be opened; check the file, its folder and permissions",
    "disk": "reading or writing the disk failed; check the disk",
    "too_new": "it was written by a newer Tocsin; install that version, or use another file",
    "other": "this is a mistake in Tocsin or a database of another make; please report it",
}


class DatabaseError(StoreError):
    """The store could not do what was asked; nothing of it was kept.

    `kind` lets a caller choose: `locked`, `full`, `disk` and `unreachable` may pass by waiting,
    the others need a person.
    """

    def __init__(self, kind: ErrorKind, where: str, detail: str) -> None:
        self.kind: ErrorKind = kind
        self.where = where
        self.detail = detail
        super().__init__(f"database {where or '(in memory)'}: {_ADVICE[kind]} ({detail})")

    @property
    def may_pass(self) -> bool:
        """True when the same operation may succeed later without anybody's help."""
        return self.kind in {"locked", "full", "disk", "unreachable"}


def connect(path: Path | str, *, readonly: bool = False) -> sqlite3.Connection:
    """Open the database (made when missing, unless `readonly`) for the calling thread.

    Raises DatabaseError.
    """
    file = Path(path).absolute()
    with explained(str(file)):
        uri = file.as_uri() + ("?mode=ro" if readonly else "?mode=rwc")
        conn = sqlite3.connect(uri, uri=True, isolation_level=None)
        try:
            _configure(conn, readonly=readonly)
        except sqlite3.Error:
            conn.close()
            raise
        return conn


def _configure(conn: sqlite3.Connection, *, readonly: bool) -> None:
    conn.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    if not readonly:
        conn.execute("PRAGMA journal_mode = WAL")
    # In WAL mode NORMAL may lose the last transactions at a power cut: https://sqlite.org/pragma.html
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("SELECT count(*) FROM sqlite_master").fetchone()


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turn any sqlite3 error inside into a DatabaseError about the file `where`."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        kind = _KINDS.get(code & 0xFF, "other") if isinstance(code, int) else "other"
        raise DatabaseError(kind, where, str(error)) from error


@contextmanager
def reading(conn: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Explain the errors of what is read inside; opens no transaction. Raises DatabaseError."""
    with explained(file_of(conn)):
        yield conn


@contextmanager
def transaction(conn: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All of what is written inside is kept, or nothing. Raises DatabaseError.

    Begins IMMEDIATE: a transaction that reads first and then wants to write fails at once when
    another process wrote in between, in spite of the busy timeout. Inside another transaction it
    is a savepoint: an error undoes the inner part, and the outer decides whether to go on.
    """
    with explained(file_of(conn)):
        begin, keep, undo = _SAVEPOINT if conn.in_transaction else _TRANSACTION
        conn.execute(begin)
        try:
            yield conn
            conn.execute(keep)
        except BaseException:
            _undo(conn, undo)
            raise


_TRANSACTION = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_SAVEPOINT = (
    "SAVEPOINT inner_part",
    "RELEASE inner_part",
    ("ROLLBACK TO inner_part", "RELEASE inner_part"),
)


def _undo(conn: sqlite3.Connection, statements: tuple[str, ...]) -> None:
    """Roll back, leaving the first error to be told: a full disk has undone everything already."""
    for statement in statements:
        if conn.in_transaction:
            try:
                conn.execute(statement)
            except sqlite3.Error:
                return


def file_of(conn: sqlite3.Connection) -> str:
    """Path of the connection's file, "" in memory or when it cannot be told."""
    try:
        row = conn.execute("PRAGMA database_list").fetchone()
    except sqlite3.Error:
        return ""
    return str(row[2]) if row else ""


def migrate(conn: sqlite3.Connection, room: str, steps: Sequence[str]) -> None:
    """Bring a room's tables to the version `len(steps)`; each step is a script of SQL statements.

    A step once released is never changed: a change is a new step. All missing steps are kept
    together or not at all. Raises DatabaseError, of kind `too_new` when the database is ahead of
    `steps`.
    """
    with reading(conn):
        version = _version(conn, room)
    if version == len(steps):
        return
    with transaction(conn):
        # Asked again: another process may have migrated while we waited for the lock.
        version = _version(conn, room)
        if version > len(steps):
            detail = f"tables of '{room}' have version {version}, this program knows {len(steps)}"
            raise DatabaseError("too_new", file_of(conn), detail)
        for step in steps[version:]:
            for statement in _statements(step):
                conn.execute(statement)
        _set_version(conn, room, len(steps))


def _version(conn: sqlite3.Connection, room: str) -> int:
    known = conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'schema_version'").fetchone()
    if known is None:
        return 0
    row = conn.execute("SELECT version FROM schema_version WHERE room = ?", (room,)).fetchone()
    return int(row[0]) if row else 0


def _set_version(conn: sqlite3.Connection, room: str, version: int) -> None:
    conn.execute(
        "CREATE TABLE IF NOT EXISTS schema_version"
        " (room TEXT PRIMARY KEY, version INTEGER NOT NULL)"
    )
    conn.execute("REPLACE INTO schema_version (room, version) VALUES (?, ?)", (room, version))


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; `executescript` would commit the transaction it runs in."""
    statement = ""
    for piece in script.split(";"):
        statement += piece + ";"
        if sqlite3.complete_statement(statement):
            if statement.strip(" \t\r\n;"):
                yield statement
            statement = ""
    if statement.strip(" \t\r\n;"):
        yield statement
