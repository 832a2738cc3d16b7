"""Reading one date, and finding the date of publication in a text."""

import re
from collections.abc import Iterator
from typing import Literal

from producers.published.forms import FORMS, MONTH_ONLY, moment_of
from producers.published.moment import instant
from tocsin.model import Published

Place = Literal["item", "page", "text", "file"]

LONGEST_DATE = 120  # characters; longer strings are no dates
LINES_SEARCHED = 12  # a date line stands at the top
LONGEST_DATE_LINE = 90
# Saved articles often begin with a line of metadata: ` date 2017-11 ...`
_HEADER = re.compile(r"\s*(?:date|datum|datum:|date:)\s+(\d{4}-\d{2}(?:-\d{2})?)\b", re.IGNORECASE)
_WEEKDAY = (
    r"(?:ma|di|wo|do|vr|za|zo|(?:maan|dins|woens|donder|vrij|zater|zon)dag|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|"
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|"
    r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo)"
)
_LEAD = re.compile(
    r"(?:gepubliceerd|geplaatst|bijgewerkt|laatste update|update|published|updated|posted|"
    r"publi[ée]|mis à jour|veröffentlicht|aktualisiert|stand|erstellt|publicado|actualizado)",
    re.IGNORECASE,
)


def read_date(text: str, *, timezone: str = "UTC", taken_from: Place = "item") -> Published | None:
    """The date that `text` is, in any of the usual forms; None when it is none.

    A date without zone is read in `timezone` and one without time of day is its midnight there;
    both are marked `assumed`. The weekday is not looked at: feeds often have it wrong.
    """
    text = text.strip()
    if not text or len(text) > LONGEST_DATE:
        return None
    return next(_dates(text, timezone, taken_from), None)


def from_number(value: float, *, taken_from: Place = "item") -> Published | None:
    """Seconds or milliseconds since the epoch, told apart by size; None outside 1973-2200.

    Any number will do: infinite, not a number, or an integer too large for a float.
    """
    if not 0 < value < 1e13:  # ms; false for NaN too, and exact for integers of any size
        return None
    # 10^11 s is in the year 5138 and 10^11 ms in 1973: no news article is near the border.
    at = int(value * 1000) if value < 100_000_000_000 else int(value)
    return Published(at=at, taken_from=taken_from) if 1e11 <= at < 7.26e12 else None


def find_date(text: str, *, timezone: str = "UTC") -> Published | None:
    """The date of publication that a pasted text begins with; None when it does not.

    Only a metadata header and lines that hold little but a date are read: a date in a sentence
    says when something happened, not when it was printed.
    """
    header = _HEADER.match(text)
    if header:
        return read_date(header[1], timezone=timezone, taken_from="text")
    for line in text[:4_000].splitlines()[:LINES_SEARCHED]:
        found = date_of_line(line, timezone=timezone)
        if found is not None:
            return found
    return None


def date_of_line(line: str, *, timezone: str = "UTC") -> Published | None:
    """The date of a line that is a date line, None for any other line."""
    line = line.strip()
    if not line or len(line) > LONGEST_DATE_LINE or not any(c.isdigit() for c in line):
        return None
    for form in FORMS:
        found = form.search(line)
        if found and form is not MONTH_ONLY and _is_date_line(line, found):
            return _published(found, timezone, "text")
    return None


def _is_date_line(line: str, found: "re.Match[str]") -> bool:
    """True when little but the date is on the line, or it says to be the date of publication."""
    before, after = line[: found.start()].strip(), line[found.end() :].strip()
    if _LEAD.match(line):
        return True
    before = re.sub(rf"\b{_WEEKDAY}\b\.?,?", "", before, flags=re.IGNORECASE).strip(" ,|–-")
    # "Amsterdam, 3 november 2017": a place of a word or two may stand before, hardly more after.
    return len(before.split()) <= 2 and len(after) <= 12 and not after.endswith((".", "?", "!"))


def _dates(text: str, timezone: str, taken_from: Place) -> Iterator[Published]:
    for form in FORMS:
        found = form.search(text)
        published = _published(found, timezone, taken_from) if found else None
        if published is not None:
            yield published


def _published(found: "re.Match[str]", timezone: str, taken_from: Place) -> Published | None:
    moment = moment_of(found)
    at = instant(moment, timezone) if moment else None
    if moment is None or at is None:
        return None
    return Published(at=at, taken_from=taken_from, assumed=moment.assumed)
