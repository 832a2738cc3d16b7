"""Feeds into the pending queue: each poll's articles and the feed's state in one transaction."""

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from producers.answer import Answer, Fetch, Request
from producers.failure import SourceFailure
from producers.feed_state import FeedState
from producers.fetch import LIMITS, Fetcher, Limits
from producers.pages import PageLimits
from producers.poll import Polling as Manner
from producers.poll import PollResult, poll
from producers.state import count_pending, due_feeds, is_known, load_feed, save_feed
from producers.text import harmless
from tocsin.config.settings import PollSettings
from tocsin.local.accept import accept
from tocsin.local.clock import now_ms
from tocsin.local.events import Accepted, Event, FeedPolled, PageFailed
from tocsin.local.writer import Writer
from tocsin.model import Feed
from tocsin.times import utc_time

# How often feeds are looked through for those that are due.
LOOK_S = 1.0
# Feeds polled at the same time; per host it is `poll.per_host`.
AT_ONCE = 16
# More pending articles than this stop polling until the processors have caught up.
MOST_PENDING = 10_000


class Polling:
    """Polls feeds and makes what is new pending."""

    def __init__(
        self,
        settings: PollSettings,
        writer: Writer,
        emit: Callable[[Event], None],
        wake: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._writer = writer
        self._emit = emit
        self._wake = wake
        self._gate = asyncio.Semaphore(AT_ONCE)
        self._busy: set[str] = set()

    async def round(self, feeds: Sequence[Feed]) -> None:
        """Poll each feed once, now. Raises StoreError."""
        async with open_fetcher(self._settings) as fetch, asyncio.TaskGroup() as tasks:
            for feed in feeds:
                tasks.create_task(self._poll(feed, fetch))

    async def for_ever(self, feeds: Sequence[Feed]) -> None:
        """Poll each feed whenever it is due, until cancelled; a slow one delays no other.

        Raises StoreError.
        """
        by_id = {feed.id: feed for feed in feeds}
        async with open_fetcher(self._settings) as fetch, asyncio.TaskGroup() as tasks:
            while True:
                for feed_id in await self._due(tuple(by_id)):
                    if feed_id not in self._busy:
                        self._busy.add(feed_id)
                        tasks.create_task(self._poll(by_id[feed_id], fetch))
                await asyncio.sleep(LOOK_S)

    async def _due(self, feed_ids: tuple[str, ...]) -> list[str]:
        if await self._writer.read(count_pending) > MOST_PENDING:
            return []
        now = now_ms()
        return await self._writer.read(lambda conn: due_feeds(conn, feed_ids, now=now))

    async def _poll(self, feed: Feed, fetch: Fetch) -> None:
        async with self._gate:
            now = now_ms()
            state = await self._writer.read(lambda conn: load_feed(conn, feed.id))
            result = await poll(
                feed, state, fetch=fetch, is_known=self._is_known, now=now, polling=self._manner()
            )
            found = now_ms()
            for event in await self._writer.do(lambda conn: keep(conn, feed, result, found)):
                self._emit(event)
        self._busy.discard(feed.id)
        self._wake()

    def _is_known(self, article_id: str) -> bool:
        return self._writer.ask(lambda conn: is_known(conn, article_id))

    def _manner(self) -> Manner:
        return Manner(interval=self._settings.interval, jitter=random.random())  # noqa: S311 - spreads polls


def keep(conn: sqlite3.Connection, feed: Feed, result: PollResult, now: int) -> list[Event]:
    """Keep a poll's articles and the feed's new state; called inside a transaction.

    One FeedPolled first, then what failed of single items, then what was accepted.
    """
    events = accept(conn, result.drafts, now=now)
    save_feed(conn, result.state)
    new = sum(len(event.article_ids) for event in events if isinstance(event, Accepted))
    # A failure of the whole feed is counted in its state; a lesser one of the feed has its address.
    whole = bool(result.state.failures)
    own = [one for one in result.failures if whole or one.url == feed.url]
    polled = FeedPolled(
        feed_id=feed.id,
        new=new,
        unchanged=result.not_modified,
        possible_gap=result.possible_gap,
        problem="; ".join(one.message for one in own),
        kind=own[0].kind if own else "",
        partly=bool(own) and not whole,
    )
    pages = [_page_failed(feed, one) for one in result.failures if one not in own]
    return [polled, *pages, *events]


def _page_failed(feed: Feed, failure: SourceFailure) -> PageFailed:
    return PageFailed(
        feed_id=feed.id,
        url=harmless(failure.url),
        problem=failure.message,
        kind=failure.kind,
    )


async def read_once(feed: Feed, fetch: Fetch) -> dict[str, Any]:
    """A feed read once without storing anything: what is in it, or its problem, in words."""
    result = await poll(
        feed,
        FeedState(feed_id=feed.id),
        fetch=fetch,
        is_known=lambda _: False,
        now=now_ms(),
        polling=Manner(pages=PageLimits(most=0)),
    )
    dates = [d.published.at for d in result.drafts if d.published]
    return {
        "id": feed.id,
        "items": len(result.state.item_ids),
        "newest": utc_time(max(dates)) if dates else None,
        "problem": "; ".join(failure.message for failure in result.failures),
    }


@asynccontextmanager
async def open_fetcher(settings: PollSettings) -> AsyncIterator[Fetch]:
    """What reads addresses, as politely as the settings say."""
    total = settings.timeout / 1000
    limits = Limits(
        connect=min(LIMITS.connect, total),
        read=min(LIMITS.read, total),
        total=total,
        per_host=settings.per_host,
    )
    async with Fetcher(allow_private=settings.allow_private, limits=limits) as fetcher:

        async def fetch(request: Request) -> Answer:
            most = min(request.max_bytes, settings.max_bytes)
            return await fetcher.fetch(msgspec.structs.replace(request, max_bytes=most))

        yield fetch
