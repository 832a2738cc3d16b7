"""What a poll gave becomes one event of the feed, and one for each page that failed."""

import asyncio
import json
import sqlite3

from producers.answer import Answer, Fetched, NotModified, Request
from producers.failure import SourceFailure
from producers.poll import poll
from producers.state import load_feed
from tests.sinks.builders import NOW
from tocsin.local.events import Accepted, Event, FeedPolled, PageFailed
from tocsin.local.polling import keep
from tocsin.model import Feed

FEED = Feed(id="f", url="https://a.nl/feed")


def body(*names: str, text: str = "") -> bytes:
    items = [
        {"id": name, "url": f"https://a.nl/{name}", "title": name, "content_text": text}
        for name in names
    ]
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": items}
    ).encode()


FULL = "woord " * 400


def polled(conn: sqlite3.Connection, answer: Answer) -> list[Event]:
    """One poll whose feed gives `answer`, and whose pages are all gone."""

    async def fetch(request: Request) -> Answer:
        if request.url == FEED.url:
            return answer
        return SourceFailure(
            kind="http_status", message="HTTP 404", feed_id="f", url=request.url, status=404
        )

    state = load_feed(conn, "f")
    result = asyncio.run(poll(FEED, state, fetch=fetch, is_known=lambda _: False, now=NOW))
    return keep(conn, FEED, result, NOW)


def fetched(raw: bytes) -> Fetched:
    return Fetched(url=FEED.url, body=raw, content_type="application/feed+json")


def test_a_feed_that_was_read_is_one_event(conn: sqlite3.Connection):
    first, accepted = polled(conn, fetched(body("1", "2", text=FULL)))
    assert first == FeedPolled(feed_id="f", new=2)
    assert isinstance(accepted, Accepted)


def test_dead_pages_are_not_the_feeds_problem(conn: sqlite3.Connection):
    events = polled(conn, fetched(body("1", "2")))
    assert events[0] == FeedPolled(feed_id="f", new=2)
    assert events[1:3] == [
        PageFailed(feed_id="f", url=f"https://a.nl/{n}", problem="HTTP 404", kind="http_status")
        for n in (1, 2)
    ]


def test_a_feed_that_failed_is_one_event_with_its_problem(conn: sqlite3.Connection):
    (event,) = polled(conn, fetched(b"<html>no feed</html>"))
    assert isinstance(event, FeedPolled)
    assert (event.kind, event.partly) == ("not_a_feed", False)
    assert event.problem


def test_a_feed_that_was_cut_off_was_partly_read(conn: sqlite3.Connection):
    raw = "<rss><channel><title>A</title>" + "".join(
        f"<item><title>{n}</title><link>https://a.nl/{n}</link>"
        f"<description>{FULL}</description></item>"
        for n in (1, 2)
    )
    answer = Fetched(url=FEED.url, body=f"{raw}<item><tit".encode(), content_type="text/xml")
    event = polled(conn, answer)[0]
    assert isinstance(event, FeedPolled)
    assert event.problem
    assert event.partly


def test_a_feed_that_is_what_it_was_says_so(conn: sqlite3.Connection):
    polled(conn, fetched(body("1", text=FULL)))
    assert polled(conn, NotModified(url=FEED.url)) == [FeedPolled(feed_id="f", unchanged=True)]
    assert polled(conn, fetched(body("1", text=FULL))) == [FeedPolled(feed_id="f", unchanged=True)]


def test_a_feed_that_shows_nothing_of_what_it_showed_may_have_a_gap(conn: sqlite3.Connection):
    polled(conn, fetched(body("1", "2", text=FULL)))
    event = polled(conn, fetched(body("3", "4", text=FULL)))[0]
    assert event == FeedPolled(feed_id="f", new=2, possible_gap=True)
