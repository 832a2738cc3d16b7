from hypothesis import given
from hypothesis import strategies as st

from producers.backfill import is_backfill, is_catching_up
from producers.feed_state import FeedState
from producers.schedule import DAY, LONGEST_WAIT, SHORTEST_INTERVAL, next_poll
from tests.producers.values import HOUR, NOW
from tocsin.model import Published

TEN_MINUTES = 600_000


def test_a_feed_that_answers_is_polled_after_its_interval():
    assert next_poll(now=NOW, interval=TEN_MINUTES) == NOW + TEN_MINUTES


def test_polls_are_spread_around_the_interval():
    first = next_poll(now=NOW, interval=TEN_MINUTES, jitter=0.0)
    last = next_poll(now=NOW, interval=TEN_MINUTES, jitter=1.0)
    assert (first - NOW, last - NOW) == (570_000, 630_000)


def test_failures_double_the_longest_wait_up_to_a_day():
    waits = [next_poll(now=0, interval=TEN_MINUTES, failures=n, jitter=1.0) for n in range(1, 12)]
    assert waits[:3] == [2 * TEN_MINUTES, 4 * TEN_MINUTES, 8 * TEN_MINUTES]
    assert waits[-1] == DAY


def test_a_feed_is_never_abandoned():
    assert next_poll(now=NOW, interval=TEN_MINUTES, failures=10_000, jitter=1.0) == NOW + DAY
    assert next_poll(now=NOW, interval=3 * DAY, failures=10_000, jitter=1.0) == NOW + 3 * DAY


def test_what_the_server_asks_for_is_not_undercut():
    assert next_poll(now=NOW, interval=TEN_MINUTES, retry_after=HOUR) == NOW + HOUR
    assert next_poll(now=NOW, interval=TEN_MINUTES, retry_after=1) == NOW + TEN_MINUTES
    assert next_poll(now=NOW, interval=TEN_MINUTES, retry_after=10**15) == NOW + LONGEST_WAIT


@given(
    st.integers(-(10**9), 10**12),
    st.integers(-5, 10**6),
    st.floats(allow_nan=False),
    st.none() | st.integers(-(10**12), 10**15),
)
def test_the_next_poll_is_always_ahead_and_never_far(
    interval: int, failures: int, jitter: float, retry_after: int | None
):
    due = next_poll(
        now=NOW, interval=interval, failures=failures, jitter=jitter, retry_after=retry_after
    )
    assert due >= NOW + SHORTEST_INTERVAL * 0.9
    assert due <= NOW + max(LONGEST_WAIT, interval * 1.1)


def test_the_first_poll_and_one_after_a_week_catch_up():
    assert is_catching_up(FeedState(feed_id="x"), now=NOW)
    assert is_catching_up(FeedState(feed_id="x", last_success=NOW - 8 * DAY), now=NOW)
    assert not is_catching_up(FeedState(feed_id="x", last_success=NOW - 6 * DAY), now=NOW)


def test_catching_up_is_a_back_fill_except_for_the_last_hours():
    fresh, old = (Published(at=NOW - n * HOUR, taken_from="item") for n in (5, 7))
    assert not is_backfill(fresh, catching_up=True, now=NOW)
    assert is_backfill(old, catching_up=True, now=NOW)
    assert is_backfill(None, catching_up=True, now=NOW)
    assert not is_backfill(old, catching_up=False, now=NOW)
