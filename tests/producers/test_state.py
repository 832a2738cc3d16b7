import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from producers.admit import admit, seen
from producers.feed_state import FeedState
from producers.state import (
    add_pending,
    count_pending,
    due_feeds,
    forget_seen,
    is_known,
    known,
    load_feed,
    load_feeds,
    load_pending,
    load_seen,
    mark_seen,
    migrate_producers,
    save_feed,
    settle_pending,
    touch_seen,
)
from producers.unread import Unread
from tests.producers.values import NOW, a_draft
from tocsin.codec import encode
from tocsin.database import connect, transaction
from tocsin.model import Article


@pytest.fixture
def conn(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = connect(tmp_path / "state.db")
    migrate_producers(connection)
    yield connection
    connection.close()


def _article(now: int = NOW, **fields: object) -> Article:
    made = admit(a_draft(**fields), known=None, now=now)
    assert isinstance(made, Article)
    return made


def test_the_state_of_a_feed_is_kept(conn: sqlite3.Connection):
    state = FeedState(
        feed_id="krant",
        etag='"x"',
        distrusted=True,
        next_poll=7,
        item_ids=("a", "é"),
        unread=(Unread(id="a", tries=2),),
    )
    with transaction(conn):
        save_feed(conn, FeedState(feed_id="krant"))
        save_feed(conn, state)
    assert load_feed(conn, "krant") == state
    assert load_feeds(conn) == {"krant": state}


def test_text_that_the_database_cannot_hold_is_made_harmless(conn: sqlite3.Connection):
    bad = "caf\udce9"
    save_feed(
        conn,
        FeedState(
            feed_id="krant", etag=bad, last_modified=bad, last_error=bad, item_ids=("a", bad)
        ),
    )
    kept = load_feed(conn, "krant")
    assert (kept.etag, kept.last_modified, kept.last_error) == ("caf\ufffd",) * 3
    assert kept.item_ids == ("a", "caf\ufffd")


def test_a_feed_never_polled_has_an_empty_state_and_is_due(conn: sqlite3.Connection):
    with transaction(conn):
        save_feed(conn, FeedState(feed_id="later", next_poll=NOW + 1))
        save_feed(conn, FeedState(feed_id="due", next_poll=NOW))
    assert load_feed(conn, "new") == FeedState(feed_id="new")
    assert due_feeds(conn, ["due", "later", "new"], now=NOW) == ["new", "due"]


def test_seen_articles_are_known_for_ever(conn: sqlite3.Connection):
    article = _article()
    with transaction(conn):
        mark_seen(conn, [seen(article, now=NOW)])
        touch_seen(conn, [article.id], now=NOW + 5)
    found = load_seen(conn, article.id)
    assert found is not None
    assert (found.revision, found.last_seen) == (NOW, NOW + 5)
    assert is_known(conn, article.id)
    assert not is_known(conn, "other")


def test_an_older_revision_never_replaces_a_newer_one(conn: sqlite3.Connection):
    new, old = _article(NOW + 9, title="Nieuw"), _article()
    with transaction(conn):
        mark_seen(conn, [seen(new, now=NOW), seen(old, now=NOW)])
    found = load_seen(conn, new.id)
    assert found is not None
    assert (found.revision, found.content_hash) == (NOW + 9, new.content_hash)


@pytest.mark.parametrize("settled", [False, True], ids=["marked", "settled"])
def test_the_feed_of_the_newest_revision_is_remembered_with_its_site(
    conn: sqlite3.Connection, settled: bool
):
    first, taken = _article(feed_id="elders"), _article(NOW + 1, title="Eigen kop")
    with transaction(conn):
        mark_seen(conn, [seen(first, now=NOW)])
        save_feed(conn, FeedState(feed_id="krant", site="krant.example"))
    before = load_seen(conn, first.id)
    assert before is not None
    assert (before.feed_id, before.site) == ("elders", "")
    with transaction(conn):
        if settled:
            add_pending(conn, [(taken, b"x")], now=NOW)
        else:
            mark_seen(conn, [seen(taken, now=NOW)])
    for _ in range(2):
        after = load_seen(conn, first.id)
        assert after is not None
        assert (after.feed_id, after.site) == ("krant", "krant.example")
        settle_pending(conn, [(taken.id, taken.revision)], now=NOW)


@pytest.mark.parametrize("backfill", [False, True])
def test_back_fill_is_remembered_while_it_waits_and_afterwards(
    conn: sqlite3.Connection, backfill: bool
):
    article = _article(backfill=backfill)
    with transaction(conn):
        add_pending(conn, [(article, b"x")], now=NOW)
    assert load_seen(conn, article.id) == seen(article, now=NOW)
    with transaction(conn):
        settle_pending(conn, [(article.id, article.revision)], now=NOW)
    assert load_seen(conn, article.id) == seen(article, now=NOW)
    with transaction(conn):
        touch_seen(conn, [article.id], now=NOW)
        mark_seen(conn, [seen(article, now=NOW)])
    assert load_seen(conn, article.id) == seen(article, now=NOW)


def test_many_articles_are_looked_up_at_once(conn: sqlite3.Connection):
    articles = [_article(link=f"https://krant.example/{n}") for n in range(1_300)]
    with transaction(conn):
        mark_seen(conn, [seen(article, now=NOW) for article in articles])
    ids = [article.id for article in articles]
    assert set(known(conn, [*ids, "other"])) == set(ids)
    assert forget_seen(conn, "krant") == 1_300


def test_a_pending_article_is_known_and_waits_with_its_bytes(conn: sqlite3.Connection):
    article = _article()
    with transaction(conn):
        add_pending(conn, [(article, encode(article))], now=NOW)
        add_pending(conn, [(article, b"other bytes")], now=NOW)
    assert is_known(conn, article.id)
    assert [row.payload for row in load_pending(conn)] == [encode(article)]


def test_a_settled_article_is_seen_and_waits_no_more(conn: sqlite3.Connection):
    article = _article()
    with transaction(conn):
        add_pending(conn, [(article, encode(article))], now=NOW)
        settle_pending(conn, [(article.id, article.revision)], now=NOW + 3)
        settle_pending(conn, [(article.id, article.revision)], now=NOW + 4)
    assert count_pending(conn) == 0
    assert load_seen(conn, article.id) == seen(article, now=NOW + 3)


def test_a_newer_revision_that_waits_is_the_one_that_is_known(conn: sqlite3.Connection):
    first, second = _article(), _article(NOW + 9, title="Anders")
    with transaction(conn):
        add_pending(conn, [(first, b"1"), (second, b"2")], now=NOW)
        settle_pending(conn, [(first.id, first.revision)], now=NOW)
    found = load_seen(conn, first.id)
    assert found is not None
    assert found.content_hash == second.content_hash


def test_an_older_revision_that_still_waits_does_not_hide_the_newer_one(
    conn: sqlite3.Connection,
):
    first, second = _article(), _article(NOW + 1)
    with transaction(conn):
        add_pending(conn, [(first, b"1"), (second, b"2")], now=NOW)
        settle_pending(conn, [(second.id, second.revision)], now=NOW)
    assert known(conn, [first.id])[first.id].revision == second.revision


def test_pending_articles_come_back_in_the_order_they_were_added(conn: sqlite3.Connection):
    articles = [_article(link=f"https://krant.example/{n}") for n in range(25)]
    with transaction(conn):
        add_pending(conn, [(article, b"x") for article in articles], now=NOW)
    assert [row.id for row in load_pending(conn, batch=4)] == [article.id for article in articles]


def test_what_is_not_committed_is_not_kept(conn: sqlite3.Connection):
    with pytest.raises(ZeroDivisionError), transaction(conn):  # noqa: PT012 - the error is the point
        save_feed(conn, FeedState(feed_id="krant", etag="x"))
        raise ZeroDivisionError
    assert load_feeds(conn) == {}
