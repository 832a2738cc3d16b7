"""What one poll of a feed gave."""

import msgspec

from producers.draft import Draft
from producers.failure import SourceFailure
from producers.feed_state import FeedState


class PollResult(msgspec.Struct, frozen=True, kw_only=True):
    """`drafts` are to be admitted, `state` is to be kept with what they become, in one transaction.

    `drafts` holds articles known already when their feed gives their full text: they may have been
    edited; and when their page, that could not be read before, was read at last. `possible_gap`
    is true when the feed showed nothing of what it showed at the poll before: items may have come
    and gone in between.
    """

    drafts: tuple[Draft, ...] = ()
    state: FeedState
    failures: tuple[SourceFailure, ...] = ()
    possible_gap: bool = False
    not_modified: bool = False
