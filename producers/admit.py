"""The decision whether a draft is a new article, a new revision, or what was known already."""

from datetime import UTC, datetime

import msgspec

from producers.draft import Draft
from producers.links import is_root, same_site, site_of
from producers.seen import Seen
from tocsin.identity import article_id, content_hash, normalise_link
from tocsin.model import Article, Published


def identify(draft: Draft) -> str:
    """The id of the article that a draft becomes; it never changes with the wording of a link."""
    return article_id(
        link=draft.link,
        feed_id=draft.feed_id,
        guid=draft.guid,
        title=draft.title,
        day=_day(draft.published),
    )


def admit(draft: Draft, *, known: Seen | None, now: int, backfill: bool = False) -> Article | Seen:
    """An article to send, or `known` with its `last_seen` (ms) touched when nothing is new.

    `known` is what is remembered under `identify(draft)`. The revision rises only when the
    wording changed, and always rises: to `now`, or by one when the clock went back. What a feed
    may not revise is touched only. What was back-fill once stays it: an edit makes it no news.
    """
    wording = content_hash(draft.title, draft.body)
    if known is not None and (known.content_hash == wording or not may_revise(draft, known)):
        return msgspec.structs.replace(known, last_seen=max(now, known.last_seen))
    return Article(
        id=known.id if known else identify(draft),
        url=draft.link,
        feed_id=draft.feed_id,
        owner=draft.owner,
        title=draft.title,
        body=draft.body,
        summary=draft.summary,
        authors=draft.authors,
        published=draft.published,
        first_seen=known.first_seen if known else now,
        content_hash=wording,
        revision=max(now, known.revision + 1) if known else now,
        declared_language=draft.language,
        tags=draft.tags,
        also_known_as=also_known_as(draft),
        truncated=draft.truncated,
        backfill=backfill or draft.backfill or (known is not None and known.backfill),
    )


def may_revise(draft: Draft, known: Seen) -> bool:
    """True for the feed that gave the article, and for one of the article's own site.

    Anybody can link to anything: another site's feed never changes an article, or it could put
    its words in that site's mouth. A site's own feed takes over what came by another site's. Of
    two feeds of one site the first keeps it: they would replace each other's words for ever.
    """
    return draft.feed_id == known.feed_id or known.site != draft.site == site_of(draft.link) != ""


def seen(article: Article, *, now: int) -> Seen:
    """What to remember of an article that was sent."""
    return Seen(
        id=article.id,
        feed_id=article.feed_id,
        first_seen=article.first_seen,
        revision=article.revision,
        content_hash=article.content_hash,
        last_seen=now,
        backfill=article.backfill,
    )


def also_known_as(draft: Draft) -> tuple[str, ...]:
    """Other links to the article that may be believed: of the same site, never its home page.

    A site that calls every page by its home page's name, or another site's, is not believed.
    """
    own = normalise_link(draft.link)
    kept: dict[str, str] = {}
    for link in draft.links:
        name = normalise_link(link)
        if name != own and not is_root(link) and same_site(draft.link, link):
            kept.setdefault(name, link)
    return tuple(kept.values())


def _day(published: Published | None) -> str:
    if published is None:
        return ""
    try:
        return datetime.fromtimestamp(published.at / 1000, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""
