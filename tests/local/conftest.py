import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tocsin.local.writer import open_store


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty store with the tables of all rooms."""
    with closing(open_store(tmp_path / "store.db")) as opened:
        yield opened
