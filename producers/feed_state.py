"""What a producer remembers of a feed between two polls."""

import msgspec

from producers.unread import Unread


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """All times in ms, 0 for never. A feed never polled has only its id.

    `etag` and `last_modified` are the server's validators; `distrusted` is true once they were
    caught lying, and then they are not sent any more. `body_hash` is of the last body read, at
    `last_full`. `last_success` is the last answer of the server that could be used, a 304
    included. `failures` counts those since then; `last_error` is the last of them. `item_ids` are
    the articles that the last body held. `site` is the registrable domain of the feed's address.
    `unread` are articles whose pages will be asked for again. `teasers` are those of the last body
    of which it gave a summary only, with a hash of it: when that changes, the page is read again.
    """

    feed_id: str
    etag: str = ""
    last_modified: str = ""
    distrusted: bool = False
    body_hash: str = ""
    last_poll: int = 0
    last_full: int = 0
    last_success: int = 0
    next_poll: int = 0
    failures: int = 0
    last_error: str = ""
    item_ids: tuple[str, ...] = ()
    site: str = ""
    unread: tuple[Unread, ...] = ()
    teasers: dict[str, str] = {}
