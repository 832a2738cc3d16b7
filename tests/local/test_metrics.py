import socket
import urllib.request

import pytest
from prometheus_client import CollectorRegistry

from tocsin.errors import TocsinError
from tocsin.local.events import Accepted, Delivered, FeedPolled, PageFailed, Stored
from tocsin.local.metrics import counters, serve_metrics

STORED = Stored(
    article_id="a",
    feed_id="f",
    language="nl",
    title="t",
    entities=0,
    threats=0,
    relevant=False,
    latency=1500,
)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def test_every_event_is_counted_once():
    registry = CollectorRegistry()
    count = counters(registry)
    for event in (
        FeedPolled(feed_id="f", possible_gap=True),
        PageFailed(feed_id="f", url="https://a.nl/1", problem="gone", kind="http_status"),
        FeedPolled(feed_id="f", problem="away", kind="timeout"),
        Accepted(article_ids=("a", "b")),
        STORED,
        Delivered(alert_id="x", destination="desk", attempt=1),
        Delivered(alert_id="x", destination="desk", attempt=1, problem="away"),
    ):
        count(event)
    value = registry.get_sample_value
    assert value("tocsin_polls_total", {"feed": "f", "result": "ok"}) == 1
    assert value("tocsin_polls_total", {"feed": "f", "result": "timeout"}) == 1
    assert value("tocsin_possible_gaps_total", {"feed": "f"}) == 1
    assert value("tocsin_page_failures_total", {"feed": "f", "kind": "http_status"}) == 1
    assert value("tocsin_accepted_total") == 2
    assert value("tocsin_stored_total", {"language": "nl"}) == 1
    assert value("tocsin_latency_seconds_sum") == 1.5
    assert value("tocsin_deliveries_total", {"to": "desk", "result": "failed"}) == 1


def test_metrics_are_served_on_loopback():
    port = free_port()
    serve_metrics(port)(STORED)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        assert 'tocsin_stored_total{language="nl"} 1.0' in answer.read().decode()


def test_a_port_that_is_taken_is_said():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(TocsinError, match=str(taken.getsockname()[1])):
            serve_metrics(taken.getsockname()[1])
