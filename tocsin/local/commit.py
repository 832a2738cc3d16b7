"""Outcomes of the processor into the store: all of an article's effects in one transaction."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

import msgspec

from processors.pipeline import Outcome, Processed
from producers.state import settle_pending
from producers.state.pending import Pending
from sinks.outbox import intents_for
from sinks.sqlite import put_alerts, put_articles, put_dead, put_outbox
from tocsin.codec import dead_letter, decode_alert, decode_enriched
from tocsin.local.events import Died, Event, Raised, Stored
from tocsin.model import Alert, DeadLetter, EnrichedArticle, Origin
from tocsin.model.dead_letter import Stage
from tocsin.topics import ENRICHED

PENDING = Origin(topic="pending")
_ENRICHED = Origin(topic=ENRICHED)

T = TypeVar("T", Alert, EnrichedArticle)
T_co = TypeVar("T_co", Alert, EnrichedArticle, covariant=True)


class Decode(Protocol[T_co]):
    """How bytes become a value of one kind; see tocsin.codec."""

    def __call__(self, raw: bytes, *, stage: Stage, origin: Origin, now: int) -> T_co | DeadLetter:
        """The value, or the dead letter of what is none."""
        ...


def commit(
    conn: sqlite3.Connection,
    pending: Sequence[Pending],
    outcomes: Sequence[Outcome],
    *,
    destinations: tuple[str, ...],
    now: int,
) -> list[Event]:
    """Store what became of pending articles and forget that they were pending.

    Called inside a transaction: articles, alerts, intents to deliver, seen-marks and dead letters
    are kept together or not at all. `destinations` receive the alerts of rules that name none.
    """
    letters = [
        _named(outcome, row)
        for row, outcome in zip(pending, outcomes, strict=True)
        if isinstance(outcome, DeadLetter)
    ]
    processed = [
        (row.id, outcome)
        for row, outcome in zip(pending, outcomes, strict=True)
        if isinstance(outcome, Processed)
    ]
    enriched = ((name, one.enriched) for name, one in processed)
    raised = ((name, raw) for name, one in processed for raw in one.alerts)
    articles = _decoded(decode_enriched, enriched, letters, now)
    alerts = _decoded(decode_alert, raised, letters, now)
    put = put_articles(conn, [article for article, _ in articles], now)
    refused = {one.id: one.reason for one in put.refused}
    told = [alert for alert, _ in alerts if alert.article_id not in refused]
    new = put_alerts(conn, [_addressed(alert, destinations) for alert in told], now).new
    put_outbox(conn, intents_for(new, now))
    letters += _refused(articles, refused, now)
    put_dead(conn, letters)
    settle_pending(conn, [(row.id, row.revision) for row in pending], now=now)
    stored = [_stored(one, now) for one, _ in articles if one.article.id not in refused]
    return [*stored, *(Raised(alert=alert) for alert in new), *(Died(letter=x) for x in letters)]


def _named(letter: DeadLetter, row: Pending) -> DeadLetter:
    """A process that ended told nothing, not even which article it was."""
    return msgspec.structs.replace(letter, key=letter.key or row.id)


def _decoded(
    decode: Decode[T], raws: Iterable[tuple[str, bytes]], letters: list[DeadLetter], now: int
) -> list[tuple[T, bytes]]:
    """Each value with its bytes; what cannot be read is added to `letters` under its article id."""
    found: list[tuple[T, bytes]] = []
    for name, raw in raws:
        value = decode(raw, stage="sink", origin=_ENRICHED, now=now)
        if isinstance(value, DeadLetter):
            letters.append(msgspec.structs.replace(value, key=name))
        else:
            found.append((value, raw))
    return found


def _refused(
    articles: Sequence[tuple[EnrichedArticle, bytes]], reasons: Mapping[str, str], now: int
) -> list[DeadLetter]:
    """The letters of articles that the store refused, by id with the reason."""
    return [
        dead_letter(
            raw,
            reasons[one.article.id],
            stage="sink",
            origin=_ENRICHED,
            now=now,
            key=one.article.id,
        )
        for one, raw in articles
        if one.article.id in reasons
    ]


def _addressed(alert: Alert, destinations: tuple[str, ...]) -> Alert:
    if alert.destinations:
        return alert
    return msgspec.structs.replace(alert, destinations=destinations)


def _stored(enriched: EnrichedArticle, now: int) -> Stored:
    article = enriched.article
    return Stored(
        article_id=article.id,
        feed_id=article.feed_id,
        language=enriched.language.code,
        title=article.title,
        entities=len(enriched.entities),
        threats=len(enriched.threats),
        relevant=enriched.threat.relevant,
        latency=now - article.first_seen,
    )
