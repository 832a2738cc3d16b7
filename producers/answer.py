"""What is asked of the network and what comes back: the seam between `poll` and `fetch`."""

from collections.abc import Awaitable, Callable

import msgspec

from producers.failure import SourceFailure

LARGEST_ANSWER = 15_000_000  # bytes, unpacked


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One address to read. `etag` and `last_modified` make it conditional; "" leaves them out.

    `trusted` is the address a person wrote in the configuration (the feed's own): only its host
    and port may be on a private network, and only when the fetcher allows that at all.
    """

    url: str
    feed_id: str = ""
    etag: str = ""
    last_modified: str = ""
    trusted: str = ""
    max_bytes: int = LARGEST_ANSWER


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """A body, unpacked. `url` is where it was read at last, after redirects.

    `retry_after` (ms from now) is how long the server asked us to stay away, None when it did not.
    """

    url: str
    body: bytes
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    retry_after: int | None = None


class NotModified(msgspec.Struct, frozen=True, kw_only=True):
    """The server says that nothing changed since the validators it was asked with."""

    url: str
    etag: str = ""
    last_modified: str = ""
    retry_after: int | None = None


Answer = Fetched | NotModified | SourceFailure
Fetch = Callable[[Request], Awaitable[Answer]]
