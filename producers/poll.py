"""One poll of one feed: fetch, parse, read the pages that are needed, make drafts."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from producers.answer import Fetch, NotModified
from producers.backfill import is_backfill, is_catching_up
from producers.draft import Draft
from producers.failure import SourceFailure
from producers.feed_state import FeedState
from producers.links import site_of
from producers.pages import PageLimits, PagesRead, read_pages
from producers.parsed import Parsed
from producers.poll_result import PollResult
from producers.remember import body_hash, failed, remember, request_for
from producers.schedule import next_poll
from producers.sources import parse
from producers.triage import Triage, triage
from producers.unread import still_unread
from tocsin.model import Feed

INTERVAL = 600_000  # ms


class Polling(msgspec.Struct, frozen=True, kw_only=True):
    """How to poll: `interval` in ms, `jitter` drawn from 0 to 1 by the caller for each poll."""

    interval: int = INTERVAL
    jitter: float = 0.5
    pages: PageLimits = PageLimits()


POLLING = Polling()


async def poll(
    feed: Feed,
    state: FeedState,
    *,
    fetch: Fetch,
    is_known: Callable[[str], bool],
    now: int,
    polling: Polling = POLLING,
) -> PollResult:
    """Poll `feed` at `now` (ms); never raises for what a feed may hold or a server may do.

    `fetch` is the network. `is_known` tells whether an article id was met before: no page is read
    for it, and it is drafted again only when the feed itself gives its full text.
    """
    request = request_for(feed, state, now=now)
    answer = await fetch(request)
    state = msgspec.structs.replace(state, site=site_of(feed.url))
    after = remember(state, answer, now=now, interval=polling.interval, jitter=polling.jitter)
    if isinstance(answer, SourceFailure):
        return PollResult(state=after, failures=(answer,))
    if isinstance(answer, NotModified) or _is_read(answer.body, state):
        return PollResult(state=after, not_modified=True)
    parsed = await asyncio.to_thread(
        parse, answer.body, feed=feed, content_type=answer.content_type, now=now
    )
    if parsed.failures and not parsed.items:
        spoilt = _spoilt(state, parsed.failures[0], polling, now=now)
        return PollResult(state=spoilt, failures=parsed.failures)
    known = _Memory(is_known, {one.id for one in state.unread}, state.teasers)
    sorted_out = await asyncio.to_thread(_sorted, parsed, feed, known)
    read = await read_pages(sorted_out.teasers, feed=feed, fetch=fetch, limits=polling.pages)
    result = _result(state, after, sorted_out, read, now=now)
    return msgspec.structs.replace(result, failures=parsed.failures + result.failures)


class _Memory(NamedTuple):
    """What is remembered of the articles of a feed."""

    is_known: Callable[[str], bool]
    unread: set[str]
    summaries: dict[str, str]


def _sorted(parsed: Parsed, feed: Feed, memory: _Memory) -> Triage:
    return triage(
        parsed.items,
        feed=feed,
        is_known=memory.is_known,
        unread=memory.unread,
        summaries=memory.summaries,
    )


def _result(
    before: FeedState, after: FeedState, sorted_out: Triage, read: PagesRead, *, now: int
) -> PollResult:
    state = msgspec.structs.replace(
        after,
        item_ids=sorted_out.ids,
        unread=still_unread(before.unread, read.unread),
        teasers=sorted_out.summaries,
    )
    return PollResult(
        drafts=_marked(sorted_out.whole + read.drafts, before, now=now),
        state=state,
        failures=sorted_out.failures + read.failures,
        possible_gap=_is_gap(before.item_ids, sorted_out.ids),
    )


def _is_read(body: bytes, state: FeedState) -> bool:
    """True when nothing can be new: the same body, and all pages of its items were read."""
    return not state.unread and body_hash(body) == state.body_hash


def _spoilt(state: FeedState, failure: SourceFailure, polling: Polling, *, now: int) -> FeedState:
    """An answer that is no feed counts as a failure, and its validators are worth nothing."""
    after = failed(state, failure, now=now)
    due = next_poll(
        now=now, interval=polling.interval, failures=after.failures, jitter=polling.jitter
    )
    return msgspec.structs.replace(after, next_poll=due)


def _marked(drafts: tuple[Draft, ...], before: FeedState, *, now: int) -> tuple[Draft, ...]:
    catching_up = is_catching_up(before, now=now)
    return tuple(
        msgspec.structs.replace(
            d, backfill=is_backfill(d.published, catching_up=catching_up, now=now)
        )
        for d in drafts
    )


def _is_gap(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    return bool(before and after) and set(before).isdisjoint(after)
