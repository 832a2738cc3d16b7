"""What children of the tests do: run the pipeline, and tell on stdout what comes of it.

One line an event: `accepted ID...` once articles are safe, `stored ID`, `raised ID`, `died ID`,
`delivered ID`; `chunk PATH` when a chunk is accepted; `done` at the end.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from producers.draft import Draft
from producers.sources.files import read_files
from tests.local.trap import TrapSource
from tocsin.config import Settings
from tocsin.config.settings import (
    FeedSettings,
    PollSettings,
    ProcessingSettings,
    WebhookSettings,
)
from tocsin.local.clock import now_ms
from tocsin.local.events import Accepted, Delivered, Died, Event, Raised, Stored
from tocsin.local.ingest import FILES
from tocsin.local.pipeline import open_pipeline
from tocsin.local.run import run_pipeline

DESTINATIONS = ("desk", "pager")


def settings_for(store: Path, webhook: str = "", feeds: Sequence[str] = ()) -> Settings:
    """Two processes, small batches, two destinations below `webhook`, feeds f0, f1 ..."""
    return Settings(
        store=store,
        poll=PollSettings(allow_private=True),
        processing=ProcessingSettings(workers=2, batch=4),
        feed=tuple(FeedSettings(id=f"f{n}", url=url) for n, url in enumerate(feeds)),
        webhook=tuple(
            WebhookSettings(id=name, url=f"{webhook}/{name}") for name in DESTINATIONS if webhook
        ),
    )


async def run_chunks(store: Path, webhook: str, chunks: Sequence[Path]) -> None:
    """Ingest files one after another, and return when all is stored and delivered."""
    settings = settings_for(store, webhook)
    async with open_pipeline(settings, tell, source=TrapSource()) as pipeline:
        for chunk in chunks:
            found = read_files(chunk, feed=FILES, now=now_ms())
            await pipeline.ingest([one for one in found if isinstance(one, Draft)])
            say("chunk", str(chunk))
        await pipeline.drained()
    say("done")


async def run_feeds(store: Path, webhook: str, feeds: Sequence[str], *, once: bool) -> None:
    """What `tocsin run` does, with or without `--once`."""
    settings = settings_for(store, webhook, feeds)
    await run_pipeline(settings, tell, once=once, source=TrapSource())
    say("done")


def tell(event: Event) -> None:
    """One line for the events that matter here."""
    match event:
        case Accepted():
            say("accepted", *event.article_ids)
        case Stored():
            say("stored", event.article_id)
        case Raised():
            say("raised", event.alert.id)
        case Died():
            say("died", event.letter.id)
        case Delivered():
            say("delivered", event.alert_id)
        case _:
            pass


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()
