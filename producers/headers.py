"""Headers of requests and answers. Pure."""

from email.utils import parsedate_to_datetime

from producers.answer import Request

_ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9,"
    " text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)


def conditional_headers(request: Request, url: str) -> dict[str, str]:
    """The headers of a request; validators go only to the address that gave them."""
    headers = {"Accept": _ACCEPT}
    if url == request.url:
        headers |= {"If-None-Match": _value(request.etag)} if _value(request.etag) else {}
        modified = _value(request.last_modified)
        headers |= {"If-Modified-Since": modified} if modified else {}
    return headers


def retry_after(value: str, date: str = "") -> int | None:
    """Milliseconds to wait of a `Retry-After` header (RFC 9110, section 10.2.3), else None.

    A date is counted from the server's own `Date`, so that no clock of ours is needed.
    """
    value = value.strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return int(value) * 1000
    try:
        wait = parsedate_to_datetime(value) - parsedate_to_datetime(date)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return max(0, round(wait.total_seconds() * 1000))


def _value(text: str) -> str:
    """A validator as it may stand in a header: a server must not make us send lines of its own."""
    return text if text.isprintable() and text.isascii() else ""
