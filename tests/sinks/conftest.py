import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from sinks.sqlite import prepare
from tocsin.database import connect


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty store."""
    with closing(connect(tmp_path / "store.db")) as opened:
        prepare(opened)
        yield opened
