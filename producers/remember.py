"""What becomes of a feed's state after an answer. Pure."""

from hashlib import blake2b

import msgspec

from producers.answer import Answer, Fetched, NotModified, Request
from producers.failure import SourceFailure
from producers.feed_state import FeedState
from producers.schedule import next_poll
from tocsin.model import Feed

DAY = 24 * 60 * 60 * 1000


def request_for(feed: Feed, state: FeedState, *, now: int) -> Request:
    """The request for a feed, conditional when its validators can be believed.

    Once a day everything is asked for: a server that says "not modified" by mistake is found out
    and loses a day at most. So it is while pages are missed: their items are in the body.
    """
    believed = (
        not state.distrusted
        and not state.unread
        and bool(state.body_hash)
        and now - state.last_full < DAY
    )
    return Request(
        url=feed.url,
        feed_id=feed.id,
        trusted=feed.url,
        etag=state.etag if believed else "",
        last_modified=state.last_modified if believed else "",
    )


def remember(
    state: FeedState, answer: Answer, *, now: int, interval: int, jitter: float
) -> FeedState:
    """The state after `answer`, except for the articles it held. Times in ms, `jitter` 0-1."""
    if isinstance(answer, SourceFailure):
        after = failed(state, answer, now=now)
    elif isinstance(answer, NotModified):
        after = _succeeded(state, answer, now=now)
    else:
        after = _read(_succeeded(state, answer, now=now), state, answer, now=now)
    due = next_poll(
        now=now,
        interval=interval,
        failures=after.failures,
        jitter=jitter,
        retry_after=answer.retry_after,
    )
    return msgspec.structs.replace(after, next_poll=due)


def failed(state: FeedState, failure: SourceFailure, *, now: int) -> FeedState:
    """The state after a failure of the whole feed; its validators are kept."""
    return msgspec.structs.replace(
        state, last_poll=now, failures=state.failures + 1, last_error=failure.message[:500]
    )


def body_hash(body: bytes) -> str:
    """128 bits in hex; equal bodies need no parsing."""
    return blake2b(body, digest_size=16).hexdigest()


def _succeeded(state: FeedState, answer: Fetched | NotModified, *, now: int) -> FeedState:
    return msgspec.structs.replace(
        state,
        etag=answer.etag or state.etag,
        last_modified=answer.last_modified or state.last_modified,
        last_poll=now,
        last_success=now,
        failures=0,
        last_error="",
    )


def _read(after: FeedState, before: FeedState, answer: Fetched, *, now: int) -> FeedState:
    """Validators that stayed the same while the body changed are never believed again."""
    digest = body_hash(answer.body)
    same = bool(answer.etag or answer.last_modified) and (
        (answer.etag, answer.last_modified) == (before.etag, before.last_modified)
    )
    lied = same and bool(before.body_hash) and digest != before.body_hash
    return msgspec.structs.replace(
        after,
        etag=answer.etag,
        last_modified=answer.last_modified,
        body_hash=digest,
        last_full=now,
        distrusted=before.distrusted or lied,
    )
