"""The fetcher against a server that opens a socket and behaves badly on purpose."""

import asyncio
import gzip
import socket
import sqlite3
from collections.abc import Awaitable, Callable

import msgspec
import pytest

from producers.addresses import is_public
from producers.answer import Answer, Fetched, NotModified, Request
from producers.failure import SourceFailure
from producers.feed_state import FeedState
from producers.fetch import MOST_REDIRECTS, Fetcher, Limits, user_agent
from producers.headers import conditional_headers, retry_after
from producers.remember import remember
from producers.state import load_feed, migrate_producers, save_feed
from tests.producers.values import NOW

LIMITS = Limits(connect=2.0, read=0.4, total=1.5)
Handler = Callable[[str, asyncio.StreamWriter], Awaitable[None]]


def _ask(handler: Handler, path: str = "/", *, allow: bool = True, **fields: object) -> Answer:
    """One request to a loopback server that answers with `handler`."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            await handler(head, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def run() -> Answer:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        given = {"url": url + path, "trusted": url + "/feed", **fields}
        try:
            async with Fetcher(allow_private=allow, limits=LIMITS) as fetcher:
                return await fetcher.fetch(msgspec.convert(given, Request))
        finally:
            server.close()

    return asyncio.run(run())


def _reply(head: str | bytes, body: bytes = b"") -> Handler:
    start = head.encode() if isinstance(head, str) else head

    async def handler(_: str, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 " + start + b"\r\nConnection: close\r\n\r\n" + body)
        await writer.drain()

    return handler


def _failure(answer: Answer) -> SourceFailure:
    assert isinstance(answer, SourceFailure), answer
    return answer


def test_a_body_comes_with_what_the_server_says_of_it():
    head = 'ETag: "x"\r\nLast-Modified: Mon, 02 Jan 2023 10:00:00 GMT\r\nContent-Type: text/xml'
    answer = _ask(_reply(f"200 OK\r\n{head}\r\nContent-Length: 4", b"hoi!"), "/feed")
    assert isinstance(answer, Fetched)
    assert (answer.body, answer.etag, answer.content_type) == (b"hoi!", '"x"', "text/xml")
    assert answer.last_modified == "Mon, 02 Jan 2023 10:00:00 GMT"


def test_validators_are_sent_and_not_modified_is_understood():
    async def handler(head: str, writer: asyncio.StreamWriter) -> None:
        asked.append(head)
        writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "y"\r\n\r\n')

    asked: list[str] = []
    answer = _ask(handler, etag='"x"', last_modified="Mon, 02 Jan 2023 10:00:00 GMT")
    assert isinstance(answer, NotModified)
    assert answer.etag == '"y"'
    assert 'If-None-Match: "x"' in asked[0]
    assert "If-Modified-Since: Mon, 02 Jan 2023 10:00:00 GMT" in asked[0]
    assert f"User-Agent: {user_agent()}" in asked[0]
    assert "Cookie" not in asked[0]


def test_an_error_status_says_how_long_to_wait():
    failure = _failure(_ask(_reply("503 Busy\r\nRetry-After: 120\r\nContent-Length: 0")))
    assert (failure.kind, failure.status, failure.retry_after) == ("http_status", 503, 120_000)
    assert _failure(_ask(_reply("500 Oops\r\nContent-Length: 0"))).retry_after is None


@pytest.mark.parametrize(
    "head",
    [
        b'200 OK\r\nETag: "caf\xe9"\r\nLast-Modified: \xe9\r\nContent-Type: \xe9',
        b'304 Not Modified\r\nETag: "caf\xe9"',
        b"500 Erreur d\xe9j\xe0\r\nRetry-After: \xe9\r\nDate: \xe9",
        b"302 Found\r\nLocation: ftp://x/\xe9",
        b"302 Found\r\nLocation: http://x\xe9.example:99999/",
        b"302 Found\r\nLocation: http://127.0.0.1:9/\xe9",
        b"200 OK\r\nTransfer-Encoding: \xe9",
        b"200 OK\r\nContent-Length: \xe9",
        b"\xe9\xe8",
    ],
)
def test_headers_that_are_no_text_can_be_stored(head: bytes):
    answer = _ask(_reply(head), "/feed")
    state = remember(FeedState(feed_id="f"), answer, now=NOW, interval=1, jitter=0.5)
    msgspec.json.encode(answer)  # raises for a lone surrogate
    conn = sqlite3.connect(":memory:", isolation_level=None)
    migrate_producers(conn)
    save_feed(conn, state)
    assert load_feed(conn, "f") == state
    conn.close()


def test_a_body_that_drips_is_given_up():
    async def handler(_: str, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        for _number in range(100):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.1)

    assert _failure(_ask(handler)).kind == "timeout"


def test_a_server_that_says_nothing_is_given_up():
    async def handler(_: str, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(3)
        writer.write(b"")

    assert _failure(_ask(handler)).kind == "timeout"


def test_an_endless_body_is_given_up_at_its_limit():
    async def handler(_: str, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65_536)
            await writer.drain()

    assert _failure(_ask(handler, max_bytes=1_000_000)).kind == "too_large"


def test_a_body_that_unpacks_to_too_much_is_given_up():
    packed = gzip.compress(b"\0" * 200_000_000, 1)
    head = f"200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}"
    assert _failure(_ask(_reply(head, packed), max_bytes=1_000_000)).kind == "too_large"


def test_a_packed_body_is_unpacked():
    packed = gzip.compress(b"hoi!")
    head = f"200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}"
    answer = _ask(_reply(head, packed))
    assert isinstance(answer, Fetched)
    assert answer.body == b"hoi!"


@pytest.mark.parametrize(
    "handler",
    [
        _reply("200 OK\r\nContent-Length: 400", b"te kort"),
        _reply("200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 9", b"geen gzip"),
        _reply("200 OK\r\nTransfer-Encoding: chunked", b"zz\r\nx\r\n"),
    ],
)
def test_a_body_that_breaks_off_or_cannot_be_unpacked_is_a_failure(handler: Handler):
    assert _failure(_ask(handler)).kind in ("truncated", "unreachable", "refused")


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\xff\n\n", b"HTTP/1.1 banaan\r\n\r\n", b"SSH-2.0-x\r\n"]
)
def test_a_server_that_speaks_no_http_is_a_failure(raw: bytes):
    async def handler(_: str, writer: asyncio.StreamWriter) -> None:
        writer.write(raw)
        await writer.drain()

    assert _failure(_ask(handler)).kind in ("unreachable", "timeout")


def test_headers_without_end_are_a_failure():
    async def handler(_: str, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(b"X-Y: " + b"z" * 8_000 + b"\r\n")
            await writer.drain()

    assert _failure(_ask(handler)).kind in ("unreachable", "timeout")


def test_redirects_are_followed_and_the_last_address_is_told():
    async def handler(head: str, writer: asyncio.StreamWriter) -> None:
        asked.append(head)
        if head.startswith("GET /feed"):
            writer.write(b"HTTP/1.1 301 Moved\r\nLocation: /nieuw\r\nContent-Length: 0\r\n\r\n")
        else:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhoi!")

    asked: list[str] = []
    answer = _ask(_each_its_own(handler), "/feed", etag='"x"')
    assert isinstance(answer, Fetched)
    assert answer.url.endswith("/nieuw")
    assert ["If-None-Match" in head for head in asked] == [True, False]


def test_redirects_in_a_circle_are_given_up():
    async def handler(_: str, writer: asyncio.StreamWriter) -> None:
        count.append(1)
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: /feed\r\nContent-Length: 0\r\n\r\n")

    count: list[int] = []
    assert _failure(_ask(_each_its_own(handler), "/feed")).kind == "refused"
    assert len(count) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://127.0.0.1:9/",
        "http://localhost:9/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0x7f000001/",
        "http://2130706433/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://",
        "//",
    ],
)
def test_a_redirect_into_a_private_network_is_refused(elsewhere: str):
    reply = _reply(f"302 Found\r\nLocation: {elsewhere}\r\nContent-Length: 0")
    failure = _failure(_ask(reply, "/feed"))
    assert failure.kind in ("refused", "unreachable")
    assert failure.kind == "refused" or "Name" in failure.message or elsewhere == "//"


def test_a_private_address_is_refused_unless_it_was_configured():
    reply = _reply("200 OK\r\nContent-Length: 4", b"hoi!")
    assert _failure(_ask(reply, allow=False)).kind == "refused"
    assert _failure(_ask(reply, trusted="")).kind == "refused"
    assert _failure(_ask(reply, trusted="http://127.0.0.1:1/")).kind == "refused"
    assert isinstance(_ask(reply), Fetched)


@pytest.mark.parametrize(
    "url", ["", "x", "ftp://x/", "http://a..b/", "http://x:99999/", "http://\x00/"]
)
def test_what_is_no_web_address_is_refused(url: str):
    assert _failure(_ask(_reply("200 OK"), url=url)).kind == "refused"


def test_nobody_listening_is_unreachable():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
        assert _failure(_ask(_reply("200 OK"), url=url, trusted=url)).kind == "unreachable"


def _each_its_own(handler: Handler) -> Handler:
    """The handler with the connection closed after each answer."""

    async def closing(head: str, writer: asyncio.StreamWriter) -> None:
        await handler(head, writer)
        await writer.drain()

    return closing


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("geen adres", False),
        ("", False),
    ],
)
def test_only_addresses_on_the_open_internet_are_public(address: str, public: bool):
    assert is_public(address) == public


def test_a_validator_cannot_add_headers():
    request = Request(url="http://x/", etag="a\r\nX: y", last_modified="é")
    assert set(conditional_headers(request, "http://x/")) == {"Accept"}


@pytest.mark.parametrize(
    ("value", "date", "wait"),
    [
        ("120", "", 120_000),
        ("Mon, 02 Jan 2023 10:02:00 GMT", "Mon, 02 Jan 2023 10:00:00 GMT", 120_000),
        ("Mon, 02 Jan 2023 09:00:00 GMT", "Mon, 02 Jan 2023 10:00:00 GMT", 0),
        ("Mon, 02 Jan 2023 10:02:00 GMT", "", None),
        ("-5", "", None),
        ("9" * 30, "", None),
        ("straks", "", None),
        ("", "", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, date: str, wait: int | None):
    assert retry_after(value, date) == wait
