"""Dates as sources write them, read into instants; nonsense gives None, never an exception."""

from producers.published.read import find_date, from_number, read_date

__all__ = ["find_date", "from_number", "read_date"]
