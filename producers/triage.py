"""Sorting the items of a feed: which are whole, which need their page, which need nothing. Pure."""

from collections.abc import Callable, Collection, Mapping, Sequence

import msgspec

from producers.admit import identify
from producers.draft import Draft, draft
from producers.failure import SourceFailure
from producers.item import Item
from producers.words import is_teaser
from tocsin.identity import content_hash
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

    `summaries` has a hash of the title and summary of every item that only teases, by id.

    Of the `teasers` those are last whose page was asked for before: news goes first.
    """

    whole: tuple[Draft, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    ids: tuple[str, ...] = ()
    summaries: dict[str, str] = {}
    failures: tuple[SourceFailure, ...] = ()


NOTHING: Mapping[str, str] = {}


def triage(
    items: Sequence[Item],
    *,
    feed: Feed,
    is_known: Callable[[str], bool],
    unread: Collection[str] = (),
    summaries: Mapping[str, str] = NOTHING,
) -> Triage:
    """Sort items; of several with one id the first counts.

    A known item that only teases is left out: its summary is no new wording of the page that was
    read before. It is kept when its page was not (`unread` are the ids of those articles), and
    when it tells something else than at the poll before (`summaries`): then its page may as well.
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
    told = {i: content_hash(drafts[i].title, drafts[i].summary or drafts[i].body) for i in teasing}
    edited = {i for i, wording in told.items() if summaries.get(i, wording) != wording}
    teasers = [
        Teaser(id=i, item=item, draft=drafts[i], again=again[i])
        for i, item in teasing.items()
        if i in unread or i in edited or not again[i]
    ]
    return Triage(
        whole=tuple(d for i, d in drafts.items() if i not in teasing),
        teasers=tuple(sorted(teasers, key=lambda teaser: teaser.again)),
        ids=tuple(drafts),
        summaries=told,
        failures=tuple(failures),
    )
