"""Counters of the pipeline for Prometheus, on loopback and only when asked for."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server

from tocsin.errors import TocsinError
from tocsin.local.events import (
    Accepted,
    Delivered,
    Died,
    Event,
    FeedPolled,
    PageFailed,
    Raised,
    Stored,
)

# From a tenth of a second to ten minutes: embedded latency is seconds, a backlog is minutes.
BUCKETS_S = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 600)


def serve_metrics(port: int) -> Callable[[Event], None]:
    """Serve /metrics on 127.0.0.1:port; what is returned counts events. Raises TocsinError."""
    registry = CollectorRegistry()
    count = counters(registry)
    try:
        start_http_server(port, addr="127.0.0.1", registry=registry)
    except OSError as error:
        raise TocsinError(f"port {port} of 127.0.0.1 cannot be used: {error.strerror}") from None
    return count


def counters(registry: CollectorRegistry) -> Callable[[Event], None]:
    """The counters in `registry`, and the function that counts an event."""
    count_poll = _poll_counters(registry)
    accepted = Counter("tocsin_accepted", "Articles made pending", registry=registry)
    stored = Counter("tocsin_stored", "Articles stored", ["language"], registry=registry)
    latency = Histogram(
        "tocsin_latency_seconds",
        "From first seen to stored",
        buckets=BUCKETS_S,
        registry=registry,
    )
    alerts = Counter("tocsin_alerts", "Alerts raised", ["rule"], registry=registry)
    dead = Counter("tocsin_dead_letters", "Dead letters", ["stage"], registry=registry)
    sent = Counter("tocsin_deliveries", "Deliveries", ["to", "result"], registry=registry)

    def count(event: Event) -> None:
        match event:
            case FeedPolled() | PageFailed():
                count_poll(event)
            case Accepted():
                accepted.inc(len(event.article_ids))
            case Stored():
                stored.labels(event.language).inc()
                latency.observe(max(0, event.latency) / 1000)
            case Raised():
                alerts.labels(event.alert.rule_id).inc()
            case Died():
                dead.labels(event.letter.stage).inc()
            case Delivered():
                sent.labels(event.destination, "failed" if event.problem else "ok").inc()
            case _:
                pass

    return count


def _poll_counters(registry: CollectorRegistry) -> Callable[[FeedPolled | PageFailed], None]:
    polls = Counter("tocsin_polls", "Feeds read", ["feed", "result"], registry=registry)
    gaps = Counter(
        "tocsin_possible_gaps", "Polls that may have missed articles", ["feed"], registry=registry
    )
    pages = Counter("tocsin_page_failures", "Pages not read", ["feed", "kind"], registry=registry)

    def count(event: FeedPolled | PageFailed) -> None:
        if isinstance(event, PageFailed):
            pages.labels(event.feed_id, event.kind).inc()
        else:
            polls.labels(event.feed_id, event.kind or "ok").inc()
            gaps.labels(event.feed_id).inc(event.possible_gap)

    return count
