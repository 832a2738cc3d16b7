"""From the parts of a date to an instant."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
# Nothing that we read is older than the press, and years further on are misprints.
FIRST_YEAR, LAST_YEAR = 1800, 2200


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of a date as they were written.

    `hour` is None when there was no time of day; `offset` (minutes east of UTC) is None when
    there was no zone.
    """

    year: int
    month: int
    day: int = 1
    hour: int | None = None
    minute: int = 0
    second: int = 0
    millisecond: int = 0
    offset: int | None = None

    @property
    def assumed(self) -> bool:
        """True when zone or time of day had to be assumed."""
        return self.hour is None or self.offset is None


def instant(moment: Moment, zone: str) -> int | None:
    """Milliseconds since the epoch, `zone` (IANA) being used where none was written.

    A date without a time of day is its midnight; an hour that a clock change skips or repeats is
    read with the offset before the change. None when there is no such date.
    """
    hour, second = moment.hour or 0, moment.second
    if not FIRST_YEAR <= moment.year <= LAST_YEAR or hour > 24 or second > 60:
        return None
    try:
        at = datetime(
            moment.year,
            moment.month,
            moment.day,
            hour % 24,
            moment.minute,
            second % 60,
            moment.millisecond * 1000,
            tzinfo=_zone(moment, zone),
        )
        # 24:00 and the leap second :60 are moments of the next day and minute.
        at += timedelta(days=hour == 24, minutes=second == 60)
        return (at.astimezone(UTC) - EPOCH) // MILLISECOND
    except (ValueError, OverflowError):
        return None


def _zone(moment: Moment, zone: str) -> tzinfo:
    if moment.offset is None:
        return iana_zone(zone)
    return timezone(timedelta(minutes=moment.offset))


@lru_cache(maxsize=512)
def iana_zone(name: str) -> tzinfo:
    """The zone of that name; UTC when there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # what zoneinfo raises for names that are no zone
        return UTC
