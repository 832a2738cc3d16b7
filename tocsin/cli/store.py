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
    from tocsin.config import load_settings
    from tocsin.database import connect

    path = load_settings(config).store
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
    from tocsin.config import load_settings
    from tocsin.local.writer import open_store

    conn = open_store(load_settings(config).store)
    try:
        yield conn
    finally:
        conn.close()
