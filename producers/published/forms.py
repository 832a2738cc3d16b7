"""The forms in which dates are written: each pattern with what its groups mean.

Every pattern is linear on any input and each is tried on short texts only (see `read`).
"""

import re
from collections.abc import Callable

from producers.published.moment import Moment
from producers.published.months import month_of
from producers.published.zones import offset_of

# " at ", " om ", " à ", " um ", " a las ", ", ", " - ", "T": what stands between day and time.
_JOIN = r"(?:\s*[,|T–—-]\s*|\s+)(?:(?:at|om|à|um|a\slas|kl\.?|@)\s*)?"
_TIME = (
    r"(?:" + _JOIN + r"(?P<hour>\d{1,2})(?:\s?[:.hu]\s?(?P<minute>\d{2})|\s?[hu]\b|(?=\s?[ap]\.?m))"
    r"(?::(?P<second>\d{2}))?(?:[.,](?P<fraction>\d{1,9}))?"
    r"(?:\s?(?P<half>[ap]\.?m\b\.?))?(?:\s?(?:uur|Uhr|h|hrs?)\b\.?)?"
    r"(?:\s?\(?(?P<zone>(?:GMT|UTC|UT)?[+-]\d{1,2}:?\d{0,2}|[A-Za-z]{1,5}\b)\)?)?)?"
)
_WORD = r"[^\W\d_]{3,12}"
_YEAR = r"(?P<year>\d{4})(?!\d)"

ISO = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d{2})-?(?P<day>\d{2})"
    r"(?:(?:\s?[Tt]\s?|\s+)(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2}))?"
    r"(?:[.,](?P<fraction>\d{1,9}))?\s*(?P<zone>[Zz]|[A-Za-z]{2,5}|[+-]\d{2}:?(?:\d{2})?)?)?(?!\d)"
)
MONTH_ONLY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})(?![\d-])")
DAY_MONTH_YEAR = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|e|º|\.)?(?:\s*|-)(?:(?:de|of)\s+)?"
    rf"(?P<name>{_WORD})\.?,?(?:\s+|-)(?:(?:de|del)\s+)?(?:{_YEAR}|(?P<short>\d{{2}})(?=\s)){_TIME}"
)
MONTH_DAY_YEAR = re.compile(
    rf"(?P<name>\b{_WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}{_TIME}"
)
NUMERIC = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?P<mark>[./-])(?P<month>\d{{1,2}})(?P=mark){_YEAR}{_TIME}"
)
# ctime(): "Mon Nov 20 12:27:00 2017", with or without a zone before the year.
ASCTIME = re.compile(
    r"(?P<name>\b[A-Z][a-z]{2})\s+(?P<day>\d{1,2})\s+(?P<hour>\d{2}):(?P<minute>\d{2}):"
    rf"(?P<second>\d{{2}})(?:\s+(?P<zone>[A-Z]{{1,5}}))?\s+{_YEAR}"
)

FORMS = (ISO, DAY_MONTH_YEAR, MONTH_DAY_YEAR, NUMERIC, ASCTIME, MONTH_ONLY)
Find = Callable[[re.Pattern[str]], "re.Match[str] | None"]


def moment_of(found: "re.Match[str]") -> Moment | None:
    """The moment that a match of one of `FORMS` means, None when a word is no month."""
    parts = found.groupdict()
    month, day = _month_and_day(parts)
    year = _year(parts)
    if month is None or year is None:
        return None
    hour = _hour(parts)
    return Moment(
        year=year,
        month=month,
        day=day,
        hour=hour,
        minute=int(parts.get("minute") or 0),
        second=int(parts.get("second") or 0),
        millisecond=int((parts.get("fraction") or "0").ljust(3, "0")[:3]),
        offset=offset_of(parts.get("zone") or "") if hour is not None else None,
    )


def _month_and_day(parts: dict[str, str | None]) -> tuple[int | None, int]:
    day = int(parts.get("day") or 1)
    name = parts.get("name")
    if name is not None:
        return month_of(name), day
    month = int(parts.get("month") or 0)
    # 11/20/2017 can only be American; all else is read day first, as most of the world writes.
    return (day, month) if "mark" in parts and month > 12 >= day else (month, day)


def _year(parts: dict[str, str | None]) -> int | None:
    """Years of two digits as RFC 2822, section 4.3 reads them."""
    if parts.get("year"):
        return int(parts["year"] or 0)
    short = int(parts.get("short") or 0)
    return short + (2000 if short < 50 else 1900)


def _hour(parts: dict[str, str | None]) -> int | None:
    written, half = parts.get("hour"), (parts.get("half") or "").lower()
    if written is None:
        return None
    hour = int(written)
    return hour % 12 + 12 * half.startswith("p") if half and hour <= 12 else hour
