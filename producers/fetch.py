"""The network: one address asked, an answer or a failure value back. It never raises.

async with Fetcher() as fetcher:
    answer = await fetcher.fetch(Request(url="https://example.org/feed"))
"""

import asyncio
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
import msgspec

from producers.addresses import PrivateAddressError, public_socket
from producers.answer import Answer, Fetched, NotModified, Request
from producers.failure import FailureKind, SourceFailure
from producers.headers import conditional_headers, retry_after
from producers.links import web_link
from producers.text import harmless

MOST_REDIRECTS = 5
CHUNK = 65_536
_MOVED = frozenset((301, 302, 303, 307, 308))


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds for connecting, for each read and for the whole; requests to one host at a time."""

    connect: float = 10.0
    read: float = 15.0
    total: float = 20.0
    per_host: int = 2
    at_once: int = 50


LIMITS = Limits()


class Fetcher:
    """Two pools of connections, both kept within limits; to be used as a context manager.

    All addresses are refused that are not public. With `allow_private` those may be connected to
    that a person wrote in the configuration (`Request.trusted`), and no others.
    """

    def __init__(self, *, allow_private: bool = False, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._allow_private = allow_private
        self._public: aiohttp.ClientSession | None = None
        self._trusted: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Open the pools in the running loop."""
        self._public = _session(self._limits, public_only=True)
        self._trusted = _session(self._limits, public_only=False)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close all connections."""
        for session in (self._public, self._trusted):
            if session is not None:
                await session.close()

    async def fetch(self, request: Request) -> Answer:
        """The answer to `request`, redirects followed."""
        try:
            async with asyncio.timeout(self._limits.total):
                return await self._follow(request)
        except TimeoutError:
            return _failure(request, "timeout", f"no whole answer in {self._limits.total:g} s")
        except (aiohttp.ClientError, OSError, ValueError, UnicodeError) as error:
            return _explained(request, error)

    async def _follow(self, request: Request) -> Answer:
        url = request.url
        for _ in range(MOST_REDIRECTS + 1):
            if not web_link("", url):
                return _failure(request, "refused", f"not a web address: {url[:200]}")
            async with self._session_for(url, request).get(
                url, headers=conditional_headers(request, url), allow_redirects=False
            ) as response:
                if response.status not in _MOVED or "Location" not in response.headers:
                    return await _answer(request, response)
                url = urljoin(url, harmless(response.headers["Location"]))
        return _failure(request, "refused", f"more than {MOST_REDIRECTS} redirects")

    def _session_for(self, url: str, request: Request) -> aiohttp.ClientSession:
        trusted = self._allow_private and _place(url) == _place(request.trusted)
        session = self._trusted if trusted else self._public
        if session is None:
            raise RuntimeError("a Fetcher is used inside `async with`")
        return session


def user_agent() -> str:
    """`Tocsin/<version> (+news monitor)`."""
    try:
        return f"Tocsin/{version('tocsin')} (+news monitor)"
    except PackageNotFoundError:
        return "Tocsin (+news monitor)"


def _session(limits: Limits, *, public_only: bool) -> aiohttp.ClientSession:
    connector = aiohttp.TCPConnector(
        limit=limits.at_once,
        limit_per_host=limits.per_host,
        socket_factory=public_socket if public_only else None,
    )
    return aiohttp.ClientSession(
        connector=connector,
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": user_agent()},
        timeout=aiohttp.ClientTimeout(
            total=None, sock_connect=limits.connect, sock_read=limits.read
        ),
    )


async def _answer(request: Request, response: aiohttp.ClientResponse) -> Answer:
    headers = response.headers
    wait = retry_after(headers.get("Retry-After", ""), headers.get("Date", ""))
    etag, modified = _header(response, "ETag", 500), _header(response, "Last-Modified", 100)
    url = harmless(str(response.url))
    if response.status == 304:
        return NotModified(url=url, etag=etag, last_modified=modified, retry_after=wait)
    if not 200 <= response.status < 300:
        return _bad_status(request, response, wait)
    body = await _body(response, request.max_bytes)
    if body is None:
        return _failure(request, "too_large", f"more than {request.max_bytes:,} bytes")
    return Fetched(
        url=url,
        body=body,
        content_type=_header(response, "Content-Type", 200),
        etag=etag,
        last_modified=modified,
        retry_after=wait,
    )


def _header(response: aiohttp.ClientResponse, name: str, longest: int) -> str:
    """A header as text that can be stored; aiohttp makes lone surrogates of bytes not in UTF-8."""
    return harmless(response.headers.get(name, "")[:longest])


async def _body(response: aiohttp.ClientResponse, most: int) -> bytes | None:
    """The unpacked body, None as soon as it is larger than `most`."""
    pieces: list[bytes] = []
    size = 0
    async for piece in response.content.iter_chunked(CHUNK):
        size += len(piece)
        if size > most:
            response.close()
            return None
        pieces.append(piece)
    return b"".join(pieces)


def _bad_status(
    request: Request, response: aiohttp.ClientResponse, wait: int | None
) -> SourceFailure:
    reason = (response.reason or "").strip()[:100]
    message = f"the server answered {response.status} {reason}".strip()
    failure = _failure(request, "http_status", message)
    return msgspec.structs.replace(failure, status=response.status, retry_after=wait)


def _explained(request: Request, error: BaseException) -> SourceFailure:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, PrivateAddressError):
            return _failure(request, "refused", str(cause))
        cause = cause.__cause__ or getattr(cause, "os_error", None)
    if isinstance(error, aiohttp.InvalidURL | ValueError):
        return _failure(request, "refused", f"not a web address that can be asked: {error}")
    if isinstance(error, aiohttp.ClientPayloadError):
        return _failure(request, "truncated", f"the answer broke off: {error}")
    kind: FailureKind = "timeout" if isinstance(error, TimeoutError) else "unreachable"
    return _failure(request, kind, f"{type(error).__name__}: {error}")


def _failure(request: Request, kind: FailureKind, message: str) -> SourceFailure:
    return SourceFailure(
        kind=kind,
        message=harmless(message[:500]),
        feed_id=request.feed_id,
        url=harmless(request.url),
    )


def _place(url: str) -> tuple[str, str, int | None]:
    """Scheme, host and port: what a trusted address lends its trust to."""
    try:
        parts = urlsplit(url)
        return parts.scheme, (parts.hostname or "").lower(), parts.port
    except ValueError:
        return "", "", None
