"""Outcomes of the processor into the store: all of an article's effects in one transaction."""

import sqlite3
from collections.abc import Sequence

import msgspec

from processors.pipeline import Outcome, Processed
from producers.state import settle_pending
from producers.state.pending import Pending
from sinks.outbox import intents_for
from sinks.sqlite import put_alerts, put_articles, put_dead, put_outbox
from sinks.values import Refused
from tocsin.codec import dead_letter, decode_alert, decode_enriched
from tocsin.local.events import Died, Event, Raised, Stored
from tocsin.model import Alert, DeadLetter, EnrichedArticle, Origin
from tocsin.topics import ENRICHED

PENDING = Origin(topic="pending")
_ENRICHED = Origin(topic=ENRICHED)


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
    letters = [outcome for outcome in outcomes if isinstance(outcome, DeadLetter)]
    processed = [outcome for outcome in outcomes if isinstance(outcome, Processed)]
    enriched = [value for one in processed for value in _enriched(one, letters, now)]
    put = put_articles(conn, enriched, now)
    letters += [_refused(refused, enriched, now) for refused in put.refused]
    refused = {one.id for one in put.refused}
    new = _put_alerts(conn, processed, refused, letters, destinations, now)
    put_dead(conn, letters)
    settle_pending(conn, [(row.id, row.revision) for row in pending], now=now)
    stored = [_stored(one, now) for one in enriched if one.article.id not in refused]
    return [*stored, *(Raised(alert=alert) for alert in new), *(Died(letter=x) for x in letters)]


def _enriched(one: Processed, letters: list[DeadLetter], now: int) -> list[EnrichedArticle]:
    value = decode_enriched(one.enriched, stage="sink", origin=_ENRICHED, now=now)
    if isinstance(value, DeadLetter):
        letters.append(value)
        return []
    return [value]


def _put_alerts(
    conn: sqlite3.Connection,
    processed: Sequence[Processed],
    refused: set[str],
    letters: list[DeadLetter],
    destinations: tuple[str, ...],
    now: int,
) -> tuple[Alert, ...]:
    alerts: list[Alert] = []
    for raw in (raw for one in processed for raw in one.alerts):
        value = decode_alert(raw, stage="sink", origin=_ENRICHED, now=now)
        if isinstance(value, DeadLetter):
            letters.append(value)
        elif value.article_id not in refused:
            alerts.append(_addressed(value, destinations))
    new = put_alerts(conn, alerts, now).new
    put_outbox(conn, intents_for(new, now))
    return new


def _addressed(alert: Alert, destinations: tuple[str, ...]) -> Alert:
    if alert.destinations:
        return alert
    return msgspec.structs.replace(alert, destinations=destinations)


def _refused(refused: Refused, enriched: Sequence[EnrichedArticle], now: int) -> DeadLetter:
    (value,) = (one for one in enriched if one.article.id == refused.id)
    raw = msgspec.msgpack.encode(value)  # it could not be written as JSON
    return dead_letter(raw, refused.reason, stage="sink", origin=_ENRICHED, now=now, key=refused.id)


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
