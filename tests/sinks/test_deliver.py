import asyncio
import sqlite3
import time
from collections.abc import Mapping

import aiohttp

from sinks.deliver import Send, deliver
from sinks.outbox import Delivered, Intent, Later, Outcome, intents_for
from sinks.sqlite import due_outbox, list_outbox, put_alerts, put_outbox, save_outbox
from sinks.webhook import Webhook, send
from tests.sinks.builders import NOW, alert
from tests.sinks.servers import serving
from tocsin.model import Alert

ALERTS = [alert(of=f"a{n}", raised=NOW + n) for n in range(4)]
BY_ID = {found.id: found for found in ALERTS}


def run(
    intents: list[Intent], senders: Mapping[str, Send], alerts: Mapping[str, Alert] = BY_ID
) -> list[Intent]:
    done = deliver(intents, alerts, senders, clock=lambda: NOW, jitter=lambda: 1.0)
    return asyncio.run(done)


async def accept(_: Alert, __: str) -> Outcome:
    return Delivered()


def states(intents: list[Intent]) -> dict[tuple[str, str], str]:
    return {(intent.destination, intent.alert_id): intent.state for intent in intents}


def test_all_that_is_due_is_delivered() -> None:
    done = run(list(intents_for(ALERTS, NOW)), {"desk": accept, "pager": accept})
    assert len(done) == 8
    assert {intent.state for intent in done} == {"delivered"}


def test_what_is_not_due_is_left_alone() -> None:
    assert run(list(intents_for(ALERTS, NOW + 1)), {"desk": accept, "pager": accept}) == []


def test_a_destination_that_is_down_is_tried_once_a_round() -> None:
    tried: list[str] = []

    async def down(_: Alert, key: str) -> Outcome:
        tried.append(key)
        return Later("refused")

    done = run(list(intents_for(ALERTS, NOW)), {"desk": down, "pager": accept})
    waiting = [intent for intent in done if intent.destination == "desk"]
    assert len(tried) == len(waiting) == 1
    assert (waiting[0].state, waiting[0].attempts, waiting[0].due) == ("pending", 1, NOW + 30_000)
    assert sum(intent.state == "delivered" for intent in done) == 4


def test_a_missing_alert_fails_with_the_reason() -> None:
    done = run(list(intents_for(ALERTS[:1], NOW)), {"desk": accept, "pager": accept}, {})
    assert {intent.state for intent in done} == {"failed"}
    assert {intent.error for intent in done} == {"its alert is not in the store"}


def test_what_is_for_an_unknown_destination_is_kept_and_tried_again_with_the_reason() -> None:
    (kept,) = [
        intent
        for intent in run(list(intents_for(ALERTS[:1], NOW)), {"desk": accept})
        if intent.destination == "pager"
    ]
    assert (kept.state, kept.attempts, kept.due) == ("pending", 1, NOW + 30_000)
    assert kept.error == "there is no destination 'pager' in the configuration"


def test_a_slow_destination_delays_no_other(conn: sqlite3.Connection) -> None:
    with serving() as slow, serving() as quick:
        slow.answers = [None]
        put_alerts(conn, ALERTS, NOW)
        put_outbox(conn, intents_for(ALERTS, NOW))
        hooks = {"desk": Webhook(url=slow.url, timeout=1.0), "pager": Webhook(url=quick.url)}
        arrived: list[float] = []

        async def round_of_deliveries() -> list[Intent]:
            async with aiohttp.ClientSession() as session:

                async def via(name: str, found: Alert, key: str) -> Outcome:
                    result = await send(session, hooks[name], found, intent_id=key, now=NOW)
                    arrived.append(time.monotonic()) if name == "pager" else None
                    return result

                senders: dict[str, Send] = {
                    "desk": lambda found, key: via("desk", found, key),
                    "pager": lambda found, key: via("pager", found, key),
                }
                due = due_outbox(conn, NOW, per_destination=10)
                return await deliver(due, BY_ID, senders, clock=lambda: NOW, jitter=lambda: 1.0)

        began = time.monotonic()
        save_outbox(conn, asyncio.run(round_of_deliveries()))
        assert max(arrived) - began < 0.9
        assert len(quick.requests) == 4
    assert len(list_outbox(conn, "delivered", limit=9)) == 4
    desk = [intent for intent in list_outbox(conn, "pending", limit=9) if intent.error]
    assert [intent.attempts for intent in desk] == [1]
    assert "did not answer" in desk[0].error
