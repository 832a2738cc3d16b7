import asyncio
import hashlib
import hmac
import socket
from collections.abc import Iterator

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinks.outbox import Delivered, Later, Outcome, Rejected
from sinks.webhook import Webhook, outcome, pause, problem, send
from tests.sinks.builders import NOW, alert
from tests.sinks.servers import Server, serving
from tocsin.codec import decode_alert
from tocsin.model import Origin


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def attempt(webhook: Webhook, *, now: int = NOW) -> Outcome:
    async def one() -> Outcome:
        async with aiohttp.ClientSession() as session:
            return await send(session, webhook, alert(), intent_id="key-1", now=now)

    return asyncio.run(one())


def test_the_alert_arrives_as_json_with_its_idempotency_key(server: Server) -> None:
    assert attempt(Webhook(url=f"{server.url}/in?x=1")) == Delivered()
    (request,) = server.requests
    assert (request.path, request.headers["Idempotency-Key"]) == ("/in?x=1", "key-1")
    assert request.headers["Content-Type"] == "application/json"
    assert "Tocsin-Signature" not in request.headers
    origin = Origin(topic="test")
    assert decode_alert(request.body, stage="sink", origin=origin, now=NOW) == alert()


def test_every_attempt_carries_the_same_key_and_body(server: Server) -> None:
    server.answers = [(503, {}), (500, {}), (200, {})]
    outcomes = [attempt(Webhook(url=server.url), now=NOW + n) for n in range(3)]
    assert outcomes == [
        Later("HTTP 503 Service Unavailable"),
        Later("HTTP 500 Internal Server Error"),
        Delivered(),
    ]
    assert {request.headers["Idempotency-Key"] for request in server.requests} == {"key-1"}
    assert len({request.body for request in server.requests}) == 1


def test_a_receiver_can_verify_the_signature_and_its_time(server: Server) -> None:
    attempt(Webhook(url=server.url, secret=b"s3cret"))
    (request,) = server.requests
    parts = dict(part.split("=", 1) for part in request.headers["Tocsin-Signature"].split(","))
    signed = parts["t"].encode() + b"." + request.body
    assert parts["v1"] == hmac.new(b"s3cret", signed, hashlib.sha256).hexdigest()
    assert parts["t"] == str(NOW // 1000)


def test_a_redirect_is_not_followed(server: Server) -> None:
    server.answers = [(307, {"Location": f"{server.url}/elsewhere"})]
    assert isinstance(attempt(Webhook(url=server.url)), Rejected)
    assert len(server.requests) == 1


def test_a_server_that_never_answers_times_out(server: Server) -> None:
    server.answers = [None]
    result = attempt(Webhook(url=server.url, timeout=0.2))
    assert result == Later(f"{server.url} did not answer within 0.2 s")


def test_a_destination_that_is_away_is_tried_later() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert isinstance(attempt(Webhook(url=f"http://127.0.0.1:{port}/")), Later)


def test_a_server_that_talks_nonsense_is_tried_later() -> None:
    async def one() -> Outcome:
        async def babble(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            writer.write(b"\x00\xff nonsense\r\n\r\n")
            writer.close()

        server = await asyncio.start_server(babble, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        async with server, aiohttp.ClientSession() as session:
            return await send(session, Webhook(url=url), alert(), intent_id="k", now=NOW)

    assert isinstance(asyncio.run(one()), Later)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://example.com",
        "file:///etc/passwd",
        "http://",
        "//x",
        "http://[::1",
        "http://x:99999999/",
    ],
)
def test_an_address_that_is_no_http_url_is_rejected_untried(url: str) -> None:
    assert isinstance(attempt(Webhook(url=url)), Rejected)
    assert problem(Webhook(url=url))


def test_no_secret_is_in_any_error_or_representation(server: Server) -> None:
    server.answers = [(404, {}), (302, {"Location": "/tok3n"}), (500, {}), None]
    token_url = f"http://user:tok3n@127.0.0.1:{server.server_port}/tok3n?key=tok3n"
    webhook = Webhook(url=token_url, secret=b"tok3n", timeout=0.2)
    shown = [repr(attempt(webhook)) for _ in range(4)]
    shown += [
        repr(attempt(Webhook(url=url)))
        for url in ("tok3n://x", "http://tok3n.invalid:1x/", "http://a b/tok3n")
    ]
    shown += [repr(webhook), str(webhook), problem(Webhook(url="http://[tok3n"))]
    assert not [text for text in shown if "tok3n" in text]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, Delivered), (201, Delivered), (204, Delivered), (299, Delivered),
        (408, Later), (425, Later), (429, Later), (500, Later), (503, Later), (599, Later),
        (301, Rejected), (308, Rejected), (400, Rejected), (401, Rejected), (404, Rejected),
        (410, Rejected), (499, Rejected), (100, Rejected),
    ],
)  # fmt: skip
def test_a_status_decides(status: int, kind: type[Outcome]) -> None:
    assert isinstance(outcome(status, "", NOW), kind)


def test_a_server_is_waited_for_as_it_asks(server: Server) -> None:
    server.answers = [
        (429, {"Retry-After": "120"}),
        (503, {"Retry-After": "Fri, 15 Jan 2027 08:01:00 GMT"}),
    ]
    assert attempt(Webhook(url=server.url)) == Later("HTTP 429 Too Many Requests", pause=120_000)
    assert attempt(Webhook(url=server.url)) == Later("HTTP 503 Service Unavailable", pause=60_000)


@given(
    st.text() | st.from_regex(r"\A[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d .{0,6}\Z")
)
def test_any_retry_after_gives_a_pause(text: str) -> None:
    assert pause(text, NOW) >= 0
