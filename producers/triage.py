"""Sorting the items of a feed: which are whole, which need their page, which need nothing. Pure."""

from collections.abc import Callable, Collection, Sequence

import msgspec

from producers.admit import identify
from producers.draft import Draft, draft
from producers.failure import SourceFailure
from producers.item import Item
from producers.words import is_teaser
from tocsin.model import Feed


class Teaser(msgspec.Struct, frozen=True, kw_only=True):
    """An item whose page should be read, and its draft in case the page cannot be.

    `again` is true when its article was sent already, with the summary only.
    """

    id: str
    item: Item
    draft: Draft
    again: bool = False


class Triage(msgspec.Struct, frozen=True, kw_only=True):
    """`whole` drafts are ready. `ids` are those of all items, in the order of the feed.

    Of the `teasers` those are last whose page was asked for before: news goes first.
    """

    whole: tuple[Draft, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    ids: tuple[str, ...] = ()
    failures: tuple[SourceFailure, ...] = ()


def triage(
    items: Sequence[Item],
    *,
    feed: Feed,
    is_known: Callable[[str], bool],
    unread: Collection[str] = (),
) -> Triage:
    """Sort items; of several with one id the first counts.

    A known item that only teases is left out: its summary is no new wording of the page that was
    read before. It is kept when its page was not: `unread` are the ids of those articles.
    """
    drafts: dict[str, Draft] = {}
    teasing: dict[str, Item] = {}
    failures: list[SourceFailure] = []
    for item in items:
        made = draft(item, feed=feed)
        if isinstance(made, SourceFailure):
            failures.append(made)
        elif (article_id := identify(made)) not in drafts:
            drafts[article_id] = made
            if is_teaser(item):
                teasing[article_id] = item
    again = {i: is_known(i) for i in teasing}
    teasers = [
        Teaser(id=i, item=item, draft=drafts[i], again=again[i])
        for i, item in teasing.items()
        if i in unread or not again[i]
    ]
    return Triage(
        whole=tuple(d for i, d in drafts.items() if i not in teasing),
        teasers=tuple(sorted(teasers, key=lambda teaser: teaser.again)),
        ids=tuple(drafts),
        failures=tuple(failures),
    )
