"""Articles that were sent with their summary because their page could not be read yet."""

from collections.abc import Iterable

import msgspec

MOST_TRIES = 3  # polls; a page that is still not there then is not missed any more
MOST_UNREAD = 200  # a feed


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """An article's `id`, and at how many polls since the first its page was wanted in vain."""

    id: str
    tries: int = 0


def still_unread(before: Iterable[Unread], article_ids: Iterable[str]) -> tuple[Unread, ...]:
    """What to remember when the pages of `article_ids` were not read at this poll.

    What is not among them was read meanwhile, is worth no other try, or has left its feed.
    """
    tries = {one.id: one.tries + 1 for one in before}
    wanted = (Unread(id=name, tries=tries.get(name, 0)) for name in article_ids)
    return tuple(one for one in wanted if one.tries < MOST_TRIES)[:MOST_UNREAD]
