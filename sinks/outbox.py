"""What is to be delivered, when it is tried again, and when it is given up. Pure.

An intent is one alert for one destination. It is written in the transaction that writes its alert
and never forgotten: it ends as `delivered`, or as `failed` until somebody asks for a retry.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec

from tocsin.identity import intent_id
from tocsin.model import Alert

State = Literal["pending", "delivered", "failed"]

# 30 s, 1 min, 2 min ... 1 h: 20 attempts are spread over more than half a day, so that a
# destination may be down for a night.
FIRST_DELAY_MS = 30_000
LONGEST_DELAY_MS = 3_600_000
MAX_ATTEMPTS = 20
# One alert that a destination always chokes on must not hold back the others as long as itself.
LONGEST_REST_MS = 30_000
# A destination that asks for a longer pause than a day is asked again after a day.
LONGEST_PAUSE_MS = 86_400_000


class Intent(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is the idempotency key; `due` (ms) the earliest next attempt; `error` the last one's.

    `rest` (ms, 0 for none) is until when an attempt just made asks to leave its whole destination
    alone; saving the intent holds back the others by it.
    """

    id: str
    alert_id: str
    destination: str
    state: State = "pending"
    attempts: int = 0
    due: int
    error: str = ""
    created: int
    rest: int = 0


class Delivered(msgspec.Struct, frozen=True):
    """The destination has it."""


class Later(msgspec.Struct, frozen=True):
    """It may work later, at the earliest after `pause` ms if the destination said so."""

    reason: str
    pause: int = 0


class Rejected(msgspec.Struct, frozen=True):
    """It will not work without a person: the destination refuses it, or the settings are wrong."""

    reason: str


Outcome = Delivered | Later | Rejected


def intents_for(alerts: Iterable[Alert], now: int) -> tuple[Intent, ...]:
    """One pending intent, due at once, for each destination of each alert; `now` in ms."""
    return tuple(
        Intent(
            id=intent_id(alert.id, destination),
            alert_id=alert.id,
            destination=destination,
            due=now,
            created=now,
        )
        for alert in alerts
        for destination in dict.fromkeys(alert.destinations)
    )


def due(intents: Iterable[Intent], now: int) -> dict[str, tuple[Intent, ...]]:
    """The pending intents whose time has come, for each destination the longest waiting first."""
    waiting: dict[str, list[Intent]] = {}
    for intent in intents:
        if intent.state == "pending" and intent.due <= now:
            waiting.setdefault(intent.destination, []).append(intent)
    return {
        destination: tuple(
            sorted(found, key=lambda intent: (intent.due, intent.created, intent.id))
        )
        for destination, found in waiting.items()
    }


def after(intent: Intent, outcome: Outcome, now: int, *, jitter: float) -> Intent:
    """The intent after an attempt that ended at `now` (ms); `jitter` is a random number in 0-1.

    The wait doubles with each attempt and is drawn from its upper half, so that the alerts that
    one outage held back do not come all at once ("equal jitter",
    https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
    """
    attempts = intent.attempts + 1
    change = msgspec.structs.replace
    if isinstance(outcome, Delivered):
        return change(intent, state="delivered", attempts=attempts, error="")
    if isinstance(outcome, Rejected) or attempts >= MAX_ATTEMPTS:
        return change(intent, state="failed", attempts=attempts, error=outcome.reason)
    wait, asked = backoff(attempts, jitter), min(outcome.pause, LONGEST_PAUSE_MS)
    return change(
        intent,
        attempts=attempts,
        due=now + max(wait, asked),
        error=outcome.reason,
        rest=now + max(min(wait, LONGEST_REST_MS), asked),
    )


def backoff(attempts: int, jitter: float) -> int:
    """The wait (ms) after so many attempts, from half of it to the whole as `jitter` is 0 to 1."""
    whole = min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** min(attempts - 1, 16))
    return int(whole * (0.5 + 0.5 * jitter))


def again(intent: Intent, now: int) -> Intent:
    """A failed intent for another round of attempts, due at once; others stay as they are."""
    if intent.state != "failed":
        return intent
    return msgspec.structs.replace(intent, state="pending", attempts=0, due=now)
