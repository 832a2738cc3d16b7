"""Alerts as lines of JSON, for whatever reads a stream: a pipe, a log shipper, a file."""

from tocsin.codec import encode
from tocsin.model import Alert


def ndjson_line(alert: Alert) -> bytes:
    """One line of UTF-8, its newline included; JSON escapes every newline inside."""
    return encode(alert) + b"\n"
