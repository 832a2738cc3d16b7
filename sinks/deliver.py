"""One round of deliveries: all destinations at once, the intents of each one after another."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping

from sinks.outbox import Intent, Later, Outcome, Rejected, after, due
from tocsin.model import Alert

# One attempt: the alert and the idempotency key in, what became of it out; never raises.
Send = Callable[[Alert, str], Awaitable[Outcome]]


async def deliver(
    intents: Iterable[Intent],
    alerts: Mapping[str, Alert],
    senders: Mapping[str, Send],
    *,
    clock: Callable[[], int],
    jitter: Callable[[], float],
) -> list[Intent]:
    """Try what is due and give back the intents as they are afterwards, to be saved.

    `alerts` by alert id, `senders` by destination; `clock` gives ms, `jitter` a number in 0-1.
    When a destination must be tried later, its other intents are left for the next round, untried
    and uncounted. A destination that takes long holds up no other.
    """
    waiting = due(intents, clock())
    rounds = [
        _to_one(found, alerts, senders.get(destination), clock, jitter)
        for destination, found in waiting.items()
    ]
    return [intent for done in await asyncio.gather(*rounds) for intent in done]


async def _to_one(
    intents: tuple[Intent, ...],
    alerts: Mapping[str, Alert],
    send: Send | None,
    clock: Callable[[], int],
    jitter: Callable[[], float],
) -> list[Intent]:
    tried: list[Intent] = []
    for intent in intents:
        outcome = await _attempt(intent, alerts.get(intent.alert_id), send)
        tried.append(after(intent, outcome, clock(), jitter=jitter()))
        if isinstance(outcome, Later):
            break
    return tried


async def _attempt(intent: Intent, alert: Alert | None, send: Send | None) -> Outcome:
    if send is None:
        # Kept: the name may be mended, or its webhook come back, within the half a day of attempts.
        return Later(f"there is no destination '{intent.destination}' in the configuration")
    if alert is None:
        return Rejected("its alert is not in the store")
    return await send(alert, intent.id)
