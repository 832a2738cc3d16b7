"""Reading the pages of items whose feed gives only summaries."""

import asyncio
from collections.abc import Sequence

import msgspec

from producers.answer import Fetch, Fetched, Request
from producers.draft import Draft, draft
from producers.extract import extract
from producers.failure import SourceFailure
from producers.triage import Teaser
from tocsin.model import Feed

LARGEST_PAGE = 5_000_000  # bytes


class PageLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How many pages one poll may read, and how many at a time.

    Nearly all pages of a feed are on one host, hence the small number. What is over `most` keeps
    its summary for an article until its turn comes.
    """

    most: int = 50
    at_once: int = 2


class PagesRead(msgspec.Struct, frozen=True, kw_only=True):
    """A draft for every teaser, from its page or its summary; and what went wrong.

    An article that was sent with its summary before has a draft only when its page was read.
    `unread` are the ids of articles whose page may still come.
    """

    drafts: tuple[Draft, ...] = ()
    unread: tuple[str, ...] = ()
    failures: tuple[SourceFailure, ...] = ()


async def read_pages(
    teasers: Sequence[Teaser], *, feed: Feed, fetch: Fetch, limits: PageLimits
) -> PagesRead:
    """Read the pages of `teasers`; one that cannot be read costs only its own text."""
    gate = asyncio.Semaphore(max(1, limits.at_once))
    with_page = [t for t in teasers if t.draft.link]
    wanted, waiting = with_page[: limits.most], with_page[limits.most :]
    results = await asyncio.gather(*(_read(t, feed, fetch, gate) for t in wanted))
    read = {t.id: made for t, made in zip(wanted, results, strict=True)}
    failures = {name: made for name, made in read.items() if isinstance(made, SourceFailure)}
    drafts = (_best(t, read.get(t.id)) for t in teasers)
    return PagesRead(
        drafts=tuple(made for made in drafts if made is not None),
        unread=(*(i for i, made in failures.items() if may_pass(made)), *(t.id for t in waiting)),
        failures=tuple(failures.values()),
    )


def may_pass(failure: SourceFailure) -> bool:
    """True for failures that are often over at the next poll."""
    busy = failure.status >= 500 or failure.status in (408, 425, 429)
    return busy or failure.kind in ("timeout", "unreachable", "truncated")


def _best(teaser: Teaser, read: Draft | SourceFailure | None) -> Draft | None:
    """The draft of a page, else of the summary; that must not replace a page that was sent."""
    if isinstance(read, Draft):
        return read
    return None if teaser.again and teaser.draft.link else teaser.draft


async def _read(
    teaser: Teaser, feed: Feed, fetch: Fetch, gate: asyncio.Semaphore
) -> Draft | SourceFailure | None:
    async with gate:
        request = Request(
            url=teaser.draft.link, feed_id=feed.id, trusted=feed.url, max_bytes=LARGEST_PAGE
        )
        answer = await fetch(request)
    if not isinstance(answer, Fetched):
        return answer if isinstance(answer, SourceFailure) else None
    return await asyncio.to_thread(_draft, teaser, answer, feed)


def _draft(teaser: Teaser, answer: Fetched, feed: Feed) -> Draft | SourceFailure:
    page = extract(
        answer.body,
        url=answer.url,
        content_type=answer.content_type,
        timezone=feed.timezone,
        feed_id=feed.id,
    )
    if isinstance(page, SourceFailure):
        return page
    return draft(teaser.item, feed=feed, page=page)
