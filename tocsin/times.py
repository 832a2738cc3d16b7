"""Instants in words: for people in a zone, for machines in UTC."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def local_time(at: int | None, zone: str = "Europe/Amsterdam") -> str:
    """`2026-11-23 09:05` in the zone of the rules' owner, "" for None; `at` in ms."""
    if at is None:
        return ""
    return datetime.fromtimestamp(at / 1000, ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def utc_time(at: int | None) -> str | None:
    """ISO 8601 in UTC, for machines; `at` in ms."""
    if at is None:
        return None
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds")
