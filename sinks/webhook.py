"""An alert to an HTTP endpoint. What can go wrong is a value; no secret is in any of them.

The body is the alert as JSON. `Idempotency-Key` is the intent's id, the same at every attempt.
With a secret, `Tocsin-Signature: t=<seconds>,v1=<hex>` is the HMAC-SHA256 of `<seconds>.<body>`:
a receiver compares it in constant time and refuses what is older than a few minutes.
"""

import hashlib
import hmac
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

import aiohttp
import msgspec

from sinks.outbox import Delivered, Later, Outcome, Rejected
from tocsin.codec import encode
from tocsin.model import Alert

# Statuses that speak of this moment, not of this request: RFC 9110 15.5.9, RFC 8470, RFC 6585.
_PASSING = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
)


class Webhook(msgspec.Struct, frozen=True, kw_only=True):
    """Where to send; `timeout` in seconds for the whole exchange, `secret` b"" for no signature."""

    url: str
    secret: bytes = b""
    timeout: float = 10.0

    def __repr__(self) -> str:
        """The host only: the rest of a webhook's address is often a secret as well."""
        return f"Webhook({place(self.url)})"


def problem(webhook: Webhook) -> str:
    """What is wrong with the settings, "" when nothing is."""
    try:
        parts = urlsplit(webhook.url)
        known = parts.scheme in {"http", "https"} and bool(parts.hostname)
        known = known and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
    if not known:
        return "the address of the webhook is no http:// or https:// URL"
    return "" if webhook.timeout > 0 else "the time-out of the webhook is not above zero"


def place(url: str) -> str:
    """Scheme and host of a URL: what may be shown of it."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "unreadable URL"
    return f"{parts.scheme}://{parts.hostname or ''}{port}"


def signature(secret: bytes, body: bytes, now: int) -> str:
    """The value of `Tocsin-Signature` for a body sent at `now` (ms)."""
    seconds = now // 1000
    digest = hmac.new(secret, f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={digest}"


def headers(webhook: Webhook, body: bytes, intent_id: str, now: int) -> dict[str, str]:
    """The headers of one attempt at `now` (ms)."""
    plain = {
        "Content-Type": "application/json",
        "User-Agent": "Tocsin",
        "Idempotency-Key": intent_id,
    }
    if webhook.secret:
        plain["Tocsin-Signature"] = signature(webhook.secret, body, now)
    return plain


async def send(
    session: aiohttp.ClientSession, webhook: Webhook, alert: Alert, *, intent_id: str, now: int
) -> Outcome:
    """Make one attempt to deliver; `now` in ms. Never raises for what the other side does."""
    wrong = problem(webhook)
    if wrong:
        return Rejected(wrong)
    body = encode(alert)
    try:
        async with session.post(
            webhook.url,
            data=body,
            headers=headers(webhook, body, intent_id, now),
            timeout=aiohttp.ClientTimeout(total=webhook.timeout),
            allow_redirects=False,
        ) as response:
            return outcome(response.status, response.headers.get("Retry-After", ""), now)
    except TimeoutError:
        return Later(f"{place(webhook.url)} did not answer within {webhook.timeout:g} s")
    except aiohttp.InvalidURL:
        return Rejected("the address of the webhook is no http:// or https:// URL")
    except (aiohttp.ClientError, OSError, ValueError) as error:
        # The class only: the text of some of these holds the whole address.
        return Later(f"{place(webhook.url)} cannot be reached ({type(error).__name__})")


def outcome(status: int, retry_after: str, now: int) -> Outcome:
    """What an answer means; `now` (ms) is when it came. A redirect is not followed but refused."""
    if 200 <= status < 300:
        return Delivered()
    said = f"HTTP {status} {_phrase(status)}".rstrip()
    if status in _PASSING or status >= 500:
        return Later(said, pause=pause(retry_after, now))
    if 300 <= status < 400:
        return Rejected(f"{said}: redirects are not followed, give the final address")
    return Rejected(said)


def pause(retry_after: str, now: int) -> int:
    """The pause (ms) that a `Retry-After` header asks for, by seconds or by date; 0 for none."""
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return int(text[:9]) * 1000
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return max(0, int(at.timestamp() * 1000) - now)


def _phrase(status: int) -> str:
    """Our own words for the status, never the server's."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""
