"""What was old already when a feed was first read, or read again after a long time."""

from producers.feed_state import FeedState
from tocsin.model import Published

HOUR = 60 * 60 * 1000
FRESH = 6 * HOUR
LONG_AWAY = 7 * 24 * HOUR


def is_catching_up(state: FeedState, *, now: int) -> bool:
    """True for the first poll of a feed, and for one back after a week without an answer."""
    return state.last_success == 0 or now - state.last_success > LONG_AWAY


def is_backfill(published: Published | None, *, catching_up: bool, now: int) -> bool:
    """True for items of such a poll, unless they are of the last 6 hours.

    An item without a date is as old as it may be.
    """
    return catching_up and (published is None or now - published.at > FRESH)
