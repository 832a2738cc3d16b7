"""What the store remembers of feeds, whatever state it is in."""

from contextlib import closing
from pathlib import Path

import pytest

from producers.feed_state import FeedState
from producers.state import save_feed
from tests.local.telling import settings_for
from tocsin.database import DatabaseError, connect
from tocsin.local.feeds import feed_states
from tocsin.local.writer import open_store


def test_a_store_remembers_the_feeds_that_were_read(tmp_path: Path):
    state = FeedState(feed_id="f0", failures=2)
    with closing(open_store(tmp_path / "store.db")) as conn:
        save_feed(conn, state)
    assert feed_states(settings_for(tmp_path / "store.db")) == {"f0": state}


@pytest.mark.parametrize("made", ["nothing", "an empty file", "no tables"])
def test_a_store_without_tables_remembers_nothing(tmp_path: Path, made: str):
    path = tmp_path / "store.db"
    if made == "an empty file":
        path.touch()
    if made == "no tables":
        connect(path).close()
    assert feed_states(settings_for(path)) == {}


def test_a_store_of_another_make_is_an_error_of_ours(tmp_path: Path):
    with closing(connect(tmp_path / "store.db")) as conn:
        conn.execute("CREATE TABLE feed_state (other)")
    with pytest.raises(DatabaseError, match="no such column"):
        feed_states(settings_for(tmp_path / "store.db"))
