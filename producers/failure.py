"""What went wrong at a source: a value that travels beside results, never an exception."""

from typing import Literal

import msgspec

FailureKind = Literal[
    "unreachable",  # no connection: name, network, TLS
    "timeout",
    "http_status",
    "refused",  # we did not want to: private address, scheme, too many redirects
    "too_large",
    "not_a_feed",
    "truncated",  # what could be read was read, something is missing
    "malformed",
    "empty",  # nothing to make an article of
    "unreadable",  # a file that cannot be opened
]


class SourceFailure(msgspec.Struct, frozen=True, kw_only=True):
    """`message` is for a person; `feed_id` and `url` (or path) say where, "" when not known.

    `status` is the HTTP status where there was one; `retry_after` (ms from now) what the server
    asked us to wait.
    """

    kind: FailureKind
    message: str
    feed_id: str = ""
    url: str = ""
    status: int = 0
    retry_after: int | None = None
