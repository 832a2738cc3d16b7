"""When a feed is polled next. Pure: the caller hands in time and chance."""

MINUTE = 60_000
DAY = 24 * 60 * MINUTE
LONGEST_BACK_OFF = DAY  # a feed is never abandoned: it is asked at least once a day
LONGEST_WAIT = 7 * DAY  # a server may ask for more silence than that, and does not get it
SHORTEST_INTERVAL = 10_000
MOST_DOUBLINGS = 16
SPREAD = 0.1  # part of the interval over which polls are spread, so that feeds drift apart


def next_poll(
    *,
    now: int,
    interval: int,
    failures: int = 0,
    jitter: float = 0.5,
    retry_after: int | None = None,
) -> int:
    """The time (ms) of the next poll.

    `interval` (ms) is the wish; `failures` in a row double the wait each time, up to a day, with
    full jitter above the interval. `jitter` is a number from 0 to 1 drawn by the caller.
    `retry_after` (ms) is what the server asked for; it is never undercut.
    """
    jitter = min(1.0, max(0.0, jitter))
    interval = max(SHORTEST_INTERVAL, interval)
    wait = back_off(interval, failures, jitter) if failures > 0 else spread(interval, jitter)
    return now + max(wait, min(retry_after or 0, LONGEST_WAIT))


def back_off(interval: int, failures: int, jitter: float) -> int:
    """Between the interval and its `failures`th doubling, never over a day unless it is longer."""
    longest = max(interval, LONGEST_BACK_OFF)
    ceiling = min(longest, interval * 2 ** min(failures, MOST_DOUBLINGS))
    return interval + round((ceiling - interval) * jitter)


def spread(interval: int, jitter: float) -> int:
    """The interval, give or take half of `SPREAD`."""
    return round(interval * (1 + SPREAD * (jitter - 0.5)))
