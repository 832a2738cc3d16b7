"""One run of the demonstration, shared by the tests that look at what came of it."""

import asyncio
from pathlib import Path

import pytest

from tests.demo.outcome import Outcome
from tocsin.demo.run import run_demo
from tocsin.local.events import Event


@pytest.fixture(scope="session")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder: Path = tmp_path_factory.mktemp("demo")
    events: list[Event] = []
    settings = asyncio.run(run_demo(folder, events.append))
    return Outcome(settings=settings, events=tuple(events))
