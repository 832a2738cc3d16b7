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
    its summary for an article.
    """

    most: int = 50
    at_once: int = 2


class PagesRead(msgspec.Struct, frozen=True, kw_only=True):
    """A draft for every teaser, from its page or its summary; and what went wrong."""

    drafts: tuple[Draft, ...] = ()
    failures: tuple[SourceFailure, ...] = ()


async def read_pages(
    teasers: Sequence[Teaser], *, feed: Feed, fetch: Fetch, limits: PageLimits
) -> PagesRead:
    """Read the pages of `teasers`; one that cannot be read costs only its own text."""
    gate = asyncio.Semaphore(max(1, limits.at_once))
    with_page = [t for t in teasers if t.draft.link][: limits.most]
    results = await asyncio.gather(*(_read(t, feed, fetch, gate) for t in with_page))
    drafts = {id(t): made for t, (made, _) in zip(with_page, results, strict=True)}
    return PagesRead(
        drafts=tuple(drafts.get(id(t), t.draft) for t in teasers),
        failures=tuple(failure for _, failure in results if failure is not None),
    )


async def _read(
    teaser: Teaser, feed: Feed, fetch: Fetch, gate: asyncio.Semaphore
) -> tuple[Draft, SourceFailure | None]:
    async with gate:
        request = Request(
            url=teaser.draft.link, feed_id=feed.id, trusted=feed.url, max_bytes=LARGEST_PAGE
        )
        answer = await fetch(request)
    if not isinstance(answer, Fetched):
        return teaser.draft, answer if isinstance(answer, SourceFailure) else None
    return await asyncio.to_thread(_draft, teaser, answer, feed)


def _draft(teaser: Teaser, answer: Fetched, feed: Feed) -> tuple[Draft, SourceFailure | None]:
    page = extract(
        answer.body,
        url=answer.url,
        content_type=answer.content_type,
        timezone=feed.timezone,
        feed_id=feed.id,
    )
    if isinstance(page, SourceFailure):
        return teaser.draft, page
    made = draft(teaser.item, feed=feed, page=page)
    return (made, None) if isinstance(made, Draft) else (teaser.draft, made)
