"""SIGKILL at fifty random places loses nothing that was acknowledged, and doubles nothing."""

import random
import signal
import sqlite3
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from producers.state import count_pending, load_seen
from sinks.sqlite import get_article, list_dead, list_outbox, list_revisions
from tests.local.child import Child
from tests.local.consistency import alerts, check_store
from tests.local.documents import link
from tests.local.telling import DESTINATIONS, say
from tests.local.trap import ALARM, BROKEN_TEXT, EXIT, RULE
from tests.sinks.servers import Server, serving
from tocsin.identity import alert_id, article_id, intent_id
from tocsin.local.writer import open_store

SEED = 20_260_101
# Two stores at the same time, each killed so often.
STORES, KILLS = 2, 25
ARTICLES = 150
CHUNK = 4
# A round in which what was waited for does not come is killed all the same.
LONGEST_S = 2.5
# Articles that end their process, and articles that meet an error within it.
ENDING, FAILING = (21, 141), (10, 75, 99, 130)

Record = dict[str, str]


class Corpus(msgspec.Struct, frozen=True):
    """Chunks in the order they are sent, and by id what must come of them."""

    chunks: tuple[tuple[Record, ...], ...]
    wordings: dict[str, list[str]]
    poison: frozenset[str]

    @property
    def alarming(self) -> set[str]:
        return {name for name, bodies in self.wordings.items() if any(ALARM in b for b in bodies)}


def corpus() -> Corpus:
    """A fifth of the articles alarm, a fifth are revised later, a few are poison."""
    poison = frozenset(article_id(link=link(number)) for number in (*ENDING, *FAILING))
    records = [record(number, _body(number)) for number in range(ARTICLES)]
    for number in range(0, ARTICLES, 5):
        if article_id(link=link(number)) not in poison:
            body = f"9 8 {number} {ALARM if number % 15 == 0 else ''}".strip()
            records.insert(min(len(records), 2 * number + 9), record(number, body))
    wordings = defaultdict[str, list[str]](list)
    for one in records:
        wordings[article_id(link=one["url"])].append(one["body"])
    chunks = [tuple(records[i : i + CHUNK]) for i in range(0, len(records), CHUNK)]
    return Corpus(tuple(chunks), dict(wordings), poison)


def _body(number: int) -> str:
    if number in ENDING:
        return f"{EXIT} {number}"
    if number in FAILING:
        return f"{BROKEN_TEXT} {number}"
    return f"1 2 {number} {ALARM if number % 5 == 1 else '3'}"


def record(number: int, body: str) -> Record:
    return {"url": link(number), "title": f"No {number}", "body": body}


def write_chunks(folder: Path, chunks: tuple[tuple[Record, ...], ...]) -> list[str]:
    paths = [folder / f"{number:03}.ndjson" for number in range(len(chunks))]
    for path, chunk in zip(paths, chunks, strict=True):
        path.write_bytes(b"\n".join(msgspec.json.encode(one) for one in chunk))
    return [str(path) for path in paths]


def kill_somewhere(child: Child, server: Server, chance: random.Random) -> str:
    """Kill the child and its processes at a time, after a line, or in a delivery; says where."""
    kind = chance.choices(("time", "line", "delivery"), (15, 25, 10))[0]
    if kind == "time":
        seconds = chance.uniform(0, 1.5)
        child.wait_until(lambda: False, seconds)
        place = f"after {seconds:.3f} s"
    elif kind == "line":
        lines, more = chance.randint(1, 20), chance.uniform(0, 0.03)
        child.wait_until(lambda: len(child.lines) >= lines, LONGEST_S)
        time.sleep(more)
        place = f"{more * 1000:.0f} ms after line {lines}"
    else:
        before = len(server.requests)
        server.answers[:] = [None]  # it hears, and does not answer
        child.wait_until(lambda: len(server.requests) > before, LONGEST_S)
        place = f"in {len(server.requests) - before} deliveries"
    child.send_all(signal.SIGKILL)
    child.wait()
    server.answers[:] = [(204, {})]
    return place


@pytest.mark.timeout(300)
def test_fifty_kills_lose_nothing_and_double_nothing(tmp_path: Path):
    seeds = range(SEED, SEED + STORES)
    with ThreadPoolExecutor(STORES) as threads:
        for done in [threads.submit(kill_often, tmp_path / str(seed), seed) for seed in seeds]:
            done.result()


def kill_often(folder: Path, seed: int) -> None:
    """A store whose pipeline is killed again and again, and then left alone."""
    folder.mkdir()
    made, store, chance = corpus(), folder / "store.db", random.Random(seed)
    todo, acknowledged = write_chunks(folder, made.chunks), list[str]()
    with serving() as server:
        for number in range(KILLS):
            child = Child("tests.local.crash_run", [str(store), server.url, *todo[:2]])
            place = kill_somewhere(child, server, chance)
            acknowledged += child.told("accepted")
            done = set(child.told("chunk"))
            todo = [path for path in todo if path not in done]
            say(f"seed {seed}, kill {number}: {place}, {kinds(child)}")
        child = Child("tests.local.crash_run", [str(store), server.url, *todo])
        assert child.wait(120) == 0
        acknowledged += child.told("accepted")
    with closing(open_store(store)) as conn:
        check_store(conn)
        check_articles(conn, made, acknowledged)
        check_letters(conn, made)
        check_alerts(conn, made, server)


def kinds(child: Child) -> dict[str, int]:
    return dict(Counter(line.split()[0] for line in child.lines))


def check_articles(conn: sqlite3.Connection, made: Corpus, acknowledged: list[str]) -> None:
    """All but the poison is there, in its newest wording, its earlier one kept; nothing waits."""
    assert count_pending(conn) == 0
    stored = {name for (name,) in conn.execute("SELECT id FROM article")}
    assert stored == made.wordings.keys() - made.poison
    assert set(acknowledged) <= stored | made.poison
    for name, bodies in made.wordings.items():
        assert acknowledged.count(name) <= len(bodies)
        assert load_seen(conn, name) is not None
        found = get_article(conn, name)
        assert (found is None) == (name in made.poison)
        if found is not None:
            assert found.article.body == bodies[-1]
            assert [one.body for one in list_revisions(conn, name)] == bodies[-2::-1]


def check_letters(conn: sqlite3.Connection, made: Corpus) -> None:
    """Each poison died once."""
    letters = list_dead(conn, limit=1_000)
    assert sorted(one.letter.key for one in letters) == sorted(made.poison)
    assert {(one.letter.attempt, one.state) for one in letters} == {(1, "waiting")}


def check_alerts(conn: sqlite3.Connection, made: Corpus, server: Server) -> None:
    """Each alert was raised once, and arrived everywhere; whatever came twice had its old key."""
    wanted = {alert_id(RULE, name) for name in made.alarming}
    assert [one.id for one in alerts(conn)] == sorted(wanted)
    intents = {intent_id(one, to): (one, f"/{to}") for one in wanted for to in DESTINATIONS}
    assert {one.id: one.state for one in list_outbox(conn, limit=10_000)} == dict.fromkeys(
        intents, "delivered"
    )
    arrived = [
        (one.headers["Idempotency-Key"], (msgspec.json.decode(one.body)["id"], one.path))
        for one in server.requests
    ]
    assert dict(arrived) == intents
    assert set(arrived) == set(intents.items())
    say(f"{len(arrived)} deliveries of {len(intents)}")
