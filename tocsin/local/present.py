"""Alerts and dead letters as plain rows: the same keys in every list, file and pipe."""

from typing import Any

import msgspec

from tocsin.model import Alert, DeadLetter

Row = dict[str, Any]


def alert_row(alert: Alert) -> Row:
    """An alert with all it explains; times in ms, as on the wire."""
    row: Row = msgspec.to_builtins(alert)
    return {"id": alert.id, "rule": alert.rule_id} | row


def dead_row(letter: DeadLetter) -> Row:
    """A dead letter without its payload, which may be anything."""
    return {
        "id": letter.id,
        "stage": letter.stage,
        "error": letter.error,
        "topic": letter.origin.topic,
        "partition": letter.origin.partition,
        "offset": letter.origin.offset,
        "key": letter.key,
        "attempt": letter.attempt,
        "at": letter.at,
        "bytes": len(letter.payload),
    }
