"""Placeholders of the bundled feeds: where they are served, how long ago things happened.

{{base}}          http://127.0.0.1:PORT
{{rfc822:-90m}}   ninety minutes ago as RFC 822 has it; units m, h, d
{{iso:-90m}}      the same as ISO 8601
{{filler:200000}} the filler paragraph, over and over, for at least so many characters
"""

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

_PLACEHOLDER = re.compile(r"\{\{(base|(rfc822|iso):([+-]\d+)([mhd])|filler:(\d+))\}\}")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def substitute(text: str, *, base: str, now: datetime, filler: str) -> str:
    """The text as it is served; `now` is in UTC."""

    def value(found: re.Match[str]) -> str:
        if found[1] == "base":
            return base
        if found[5]:
            return filler * (int(found[5]) // len(filler) + 1)
        at = (now + timedelta(**{_UNITS[found[4]]: int(found[3])})).astimezone(UTC)
        return format_datetime(at) if found[2] == "rfc822" else at.isoformat(timespec="seconds")

    return _PLACEHOLDER.sub(value, text)
