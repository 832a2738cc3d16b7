"""The one place that reads the clock; everything else is handed `now`."""

import time


def now_ms() -> int:
    """Milliseconds since the Unix epoch, UTC."""
    return time.time_ns() // 1_000_000
