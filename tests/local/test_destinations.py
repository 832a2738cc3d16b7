"""A mistake in the configuration of deliveries is told at the start, and loses none of them."""

import asyncio
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from sinks.outbox import Intent, intents_for
from sinks.sqlite import list_outbox, put_alerts, put_outbox, save_outbox
from tests.local.documents import draft
from tests.local.telling import settings_for
from tests.local.trap import ALARM, TrapSource
from tests.sinks.builders import NOW, alert
from tests.sinks.servers import serving
from tocsin.errors import ConfigurationError
from tocsin.local.events import Delivered, Event, Retrying
from tocsin.local.pipeline import open_pipeline
from tocsin.local.writer import open_store

RULE = """id = "{name}"
title = "t"
severity = 50
enabled = {enabled}
destinations = ["desk", "{to}"]
[match]
words = ["bomb"]
[[must_match]]
text = "a bomb"
language = "en"
[[must_not_match]]
text = "a cake"
language = "en"
"""


async def start(
    store: Path, webhook: str, *, rules: tuple[Path, ...] = (), bodies: tuple[str, ...] = ()
) -> list[Event]:
    events: list[Event] = []
    source = TrapSource(rule_folders=rules, bundled_rules=False)
    async with open_pipeline(
        settings_for(store, webhook), events.append, source=source
    ) as pipeline:
        await pipeline.ingest([draft(number, body) for number, body in enumerate(bodies)])
        await pipeline.drained()
    return events


def outbox(store: Path) -> list[Intent]:
    with closing(open_store(store)) as conn:
        return list_outbox(conn, limit=99)


def test_a_rule_for_a_webhook_that_is_none_keeps_the_pipeline_from_starting(tmp_path: Path):
    for name, to, enabled in (("a", "desk", 1), ("b", "pagr", 1), ("c", "fax", 1), ("d", "x", 0)):
        text = RULE.format(name=name, to=to, enabled=str(bool(enabled)).lower())
        (tmp_path / f"{name}.toml").write_text(text)
    with pytest.raises(ConfigurationError) as caught:
        asyncio.run(start(tmp_path / "store.db", "http://127.0.0.1:9", rules=(tmp_path,)))
    problems = caught.value.problems
    assert [Path(one.file).name for one in problems] == ["b.toml", "c.toml"]
    assert "'pagr'" in str(problems[0])
    assert "desk, pager" in str(problems[0])


def test_what_was_refused_is_delivered_once_the_configuration_is_mended(tmp_path: Path):
    store = tmp_path / "store.db"
    with serving() as server:
        server.answers[:] = [(404, {}), (401, {})]
        asyncio.run(start(store, server.url, bodies=(ALARM,)))
        assert {one.state for one in outbox(store)} == {"failed"}
        server.answers[:] = [(204, {})]
        events = asyncio.run(start(store, server.url))
        assert [one for one in events if isinstance(one, Retrying)] == [Retrying(deliveries=2)]
        assert {one.state for one in outbox(store)} == {"delivered"}
        keys = [one.headers["Idempotency-Key"] for one in server.requests]
        assert sorted(keys[:2]) == sorted(keys[2:])
        later = asyncio.run(start(store, server.url))
        assert not [one for one in later if isinstance(one, Retrying | Delivered)]


def test_however_many_were_given_up_all_are_tried_again(tmp_path: Path):
    store, alerts = tmp_path / "store.db", [alert(of=f"a{n}") for n in range(501)]
    failed = [
        msgspec.structs.replace(one, state="failed", attempts=20)
        for one in intents_for(alerts, NOW)
    ]
    with closing(open_store(store)) as conn:
        put_alerts(conn, alerts, NOW)
        put_outbox(conn, failed)
        save_outbox(conn, failed)
    with serving() as server:
        server.answers[:] = [(503, {})]
        events = asyncio.run(start(store, server.url))
    assert Retrying(deliveries=1002) in events
    assert {one.state for one in outbox(store)} == {"pending"}
