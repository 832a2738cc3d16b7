"""The embedded pipeline, bytes to committed rows, against nothing but its statistical part.

Ours holds the same spaCy pipeline and does all else as well: decoding, language, lemmas, threats,
rules, encoding, and storing searchable in SQLite with every transaction on disk.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from bench.measure import About, Sample, Target, UnavailableError, interleaved
from bench.spacy_pipeline import build
from bench.texts import Text, texts
from tocsin.codec import encode
from tocsin.identity import article_id, content_hash
from tocsin.model import Article

ABOUT = About(
    ours="encoded articles in the pending queue -> enriched, committed and searchable",
    theirs="spaCy nlp.pipe(n_process=cores) with the same pipeline, results thrown away",
    unit="articles/s",
    target=Target(at_least=0.7),
)
CORES = os.cpu_count() or 1
# nlp.pipe was quickest with this size (16-256 tried).
BATCH = 32
# The first articles pay for starting processes and loading models, on both sides: they are not
# counted. Batches of all cores come in together, so both ends are where such a wave ends.
WARM_UP = 2 * BATCH * CORES
COUNTED = 4 * BATCH * CORES
NOW = 1_750_000_000_000


def case(rounds: int) -> Iterator[Sample]:
    """Articles a second between the last of the warm-up and the last of all."""
    found = texts(WARM_UP + COUNTED, languages=("nl",))
    with tempfile.TemporaryDirectory() as folder:
        pipeline, stores = build("nl", Path(folder)), count()
        yield from interleaved(
            rounds,
            lambda: asyncio.run(_ours(found, pipeline, Path(folder) / f"{next(stores)}.db")),
            lambda: _theirs(found, pipeline),
        )


async def _ours(found: list[Text], pipeline: Path, store: Path) -> float:
    from tocsin.config import Settings
    from tocsin.local.events import Event, Stored
    from tocsin.local.pipeline import open_pipeline

    _queue(found, store)
    stored: list[float] = []

    def note(event: Event) -> None:
        if isinstance(event, Stored):
            stored.append(time.perf_counter())

    settings = Settings(store=store, pipelines={"nl": str(pipeline)})
    async with open_pipeline(settings, note) as running:
        await running.drained()
    return _rate(stored)


def _queue(found: list[Text], store: Path) -> None:
    """Make the articles pending, as a poll or an ingest would."""
    from producers.state import add_pending
    from tocsin.database import transaction
    from tocsin.local.writer import open_store

    conn = open_store(store)
    articles = [_article(number, text) for number, text in enumerate(found)]
    with transaction(conn):
        add_pending(conn, [(article, encode(article)) for article in articles], now=NOW)
    conn.close()


def _theirs(found: list[Text], pipeline: Path) -> float:
    import spacy  # 2-3 s

    nlp = spacy.load(pipeline)
    documents = [f"{text.title}\n\n{text.body}" for text in found]
    done = nlp.pipe(documents, n_process=CORES, batch_size=BATCH)
    return _rate([time.perf_counter() for _ in done])


def _rate(done: list[float]) -> float:
    if len(done) != WARM_UP + COUNTED:
        raise UnavailableError(f"{len(done)} of {WARM_UP + COUNTED} articles came through")
    return COUNTED / (done[-1] - done[WARM_UP - 1])


def _article(number: int, text: Text) -> Article:
    url = f"https://news.example/{number}"
    return Article(
        id=article_id(link=url),
        url=url,
        feed_id="bench",
        owner="Bench",
        title=text.title,
        body=text.body,
        first_seen=NOW,
        revision=NOW,
        content_hash=content_hash(text.title, text.body),
    )
