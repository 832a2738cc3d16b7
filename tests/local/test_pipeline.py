"""What stops a pipeline is told to whoever waits for it, and loses nothing."""

import asyncio
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from producers.draft import Draft
from producers.state import count_pending
from sinks.sqlite import count_dead
from tests.local.consistency import check_store
from tests.local.documents import draft
from tests.local.telling import settings_for
from tests.local.trap import RAISE, BrokenSource, TrapSource, WrongSource
from tocsin.errors import BreakerError, ConfigurationError, EnrichmentError
from tocsin.local.events import Died, Event, Stored
from tocsin.local.knowledge import KnowledgeSource
from tocsin.local.pipeline import open_pipeline
from tocsin.local.writer import open_store


async def process(
    store: Path,
    drafts: Sequence[Draft],
    source: KnowledgeSource = TrapSource(),  # noqa: B008 - frozen
) -> list[Event]:
    events: list[Event] = []
    async with open_pipeline(settings_for(store), events.append, source=source) as pipeline:
        await pipeline.ingest(drafts)
        await pipeline.drained()
    return events


def left(store: Path) -> tuple[int, int, int]:
    """How many articles are stored, pending and dead."""
    with closing(open_store(store)) as conn:
        check_store(conn)
        (stored,) = conn.execute("SELECT count(*) FROM article").fetchone()
        return stored, count_pending(conn), count_dead(conn)


def test_when_drained_returns_all_is_stored(tmp_path: Path):
    drafts = [draft(number) for number in range(50)]
    events = asyncio.run(process(tmp_path / "store.db", drafts))
    assert sum(isinstance(event, Stored) for event in events) == 50
    assert left(tmp_path / "store.db") == (50, 0, 0)


def test_when_everything_dies_of_one_cause_the_breaker_stops_and_keeps_the_rest(tmp_path: Path):
    store, drafts = tmp_path / "store.db", [draft(number, RAISE) for number in range(200)]
    with pytest.raises(BreakerError, match="RuntimeError"):
        asyncio.run(process(store, drafts))
    stored, pending, dead = left(store)
    assert (stored, pending + dead) == (0, 200)
    assert 100 < dead < 120


def test_a_few_that_die_stop_nobody(tmp_path: Path):
    store = tmp_path / "store.db"
    drafts = [draft(number, RAISE if number % 10 == 0 else "1") for number in range(100)]
    events = asyncio.run(process(store, drafts))
    assert sum(isinstance(event, Died) for event in events) == 10
    assert left(store) == (90, 0, 10)


@pytest.mark.parametrize(
    ("source", "error"),
    [(WrongSource(), ConfigurationError), (BrokenSource(), EnrichmentError)],
    ids=["mistakes in the configuration", "a process that does not come up"],
)
def test_what_keeps_it_from_starting_is_raised_and_loses_nothing(
    tmp_path: Path, source: KnowledgeSource, error: type[Exception]
):
    store, drafts = tmp_path / "store.db", [draft(number) for number in range(20)]
    with pytest.raises(error):
        asyncio.run(process(store, drafts, source))
    assert left(store) == (0, 20, 0)
    asyncio.run(process(store, []))
    assert left(store) == (20, 0, 0)


def test_an_error_of_the_callers_own_leaves_the_pipeline_closed(tmp_path: Path):
    async def fails() -> None:
        async with open_pipeline(
            settings_for(tmp_path / "store.db"), lambda _: None, source=TrapSource()
        ) as pipeline:
            await pipeline.ingest([draft(1)])
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        asyncio.run(fails())
    stored, pending, _ = left(tmp_path / "store.db")
    assert stored + pending == 1
