"""The store that commands read, found through the configuration."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tocsin.errors import StoreError


@contextmanager
def reading_store(config: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection to the store that `config` names.

    Raises ConfigurationError, StoreError.
    """
    from tocsin.config import settings_or_defaults
    from tocsin.database import connect

    path = settings_or_defaults(config).store
    if not path.exists():
        raise StoreError(f"there is no store at {path} yet; `tocsin run` makes one")
    conn = connect(path, readonly=True)
    try:
        yield conn
    finally:
        conn.close()


@contextmanager
def writing_store(config: Path) -> Iterator[sqlite3.Connection]:
    """A connection that may write, also while a pipeline runs on the same store."""
    from tocsin.config import settings_or_defaults
    from tocsin.local.writer import open_store

    conn = open_store(settings_or_defaults(config).store)
    try:
        yield conn
    finally:
        conn.close()
