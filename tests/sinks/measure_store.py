"""How fast the embedded store is: `python -m tests.sinks.measure_store [ARTICLES] [FOLDER]`.

Articles of 400 words drawn from 60,000 (Zipf), in batches of 50 with synchronous=FULL.
"""

# ruff: noqa: T201 - it prints what it measured

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

from sinks.sqlite import count, prepare, put_articles, search
from tests.sinks.builders import NOW, article, entity, match
from tocsin.database import connect
from tocsin.model import EnrichedArticle, Language, StageTimes, Threat, Tokens
from tocsin.query import Node, parse

VOCABULARY = [f"w{number:x}" + "xyz"[number % 3] * (number % 7) for number in range(60_000)]
WEIGHTS = list(accumulate(1 / (rank + 3) for rank in range(len(VOCABULARY))))
CATEGORIES = ("terrorism", "bombing", "sabotage", "cyberattack")
QUERIES = {
    "a word in 1 of 2 articles": VOCABULARY[20],
    "a word in 1 of 50": VOCABULARY[900],
    "a rare word": VOCABULARY[50_000],
    "two frequent words": f"{VOCABULARY[20]} {VOCABULARY[30]}",
    "a frequent phrase": f'"{VOCABULARY[0]} {VOCABULARY[1]}"',
    "ten words, any": " OR ".join(VOCABULARY[n * 700] for n in range(1, 11)),
    "prefix of two": "w1*",
    "word, language, entity": f'{VOCABULARY[20]} lang:nl entity:"Name 7"',
    "word without another": f"{VOCABULARY[20]} -{VOCABULARY[21]}",
    "entity": 'entity:"Name 7"',
    "threat in the last day": "threat:bombing since:1d",
    "language": "lang:de",
    "word or entity": f'{VOCABULARY[900]} OR entity:"Name 7"',
    "not said, not named": f'lang:nl -{VOCABULARY[20]} -entity:"Name 7"',
}


def build(number: int, chance: random.Random) -> EnrichedArticle:
    words = chance.choices(VOCABULARY, cum_weights=WEIGHTS, k=400)
    body = " ".join(words)
    seen = NOW - chance.randrange(30 * 86_400_000)
    return EnrichedArticle(
        article=article(f"a{number:032x}", title=" ".join(words[:9]), body=body, first_seen=seen),
        language=Language(code=chance.choice(("nl", "en", "de", "fr", "es")), confidence=0.9),
        entities=tuple(entity(f"Name {chance.randrange(3_000)}") for _ in range(12)),
        threats=tuple(match(chance.choice(CATEGORIES)) for _ in range(2)),
        threat=Threat(relevant=number % 10 == 0, category=chance.choice(CATEGORIES)),
        tokens=Tokens(title=tuple(words[:9]), body=tuple(words)),
        lemmas=tuple(sorted(set(words))),
        understanding="full",
        generation=1,
        times=StageTimes(first_seen=seen, enriched=NOW),
    )


def batches(total: int) -> Iterator[list[EnrichedArticle]]:
    chance = random.Random(7)
    for start in range(0, total, 50):
        yield [build(start + n, chance) for n in range(50)]


def timed(work: Callable[[], object]) -> float:
    """The median of five runs, in ms."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)[2]


def main(total: int, folder: str) -> None:
    path = Path(folder) / "measure.db"
    conn = connect(path)
    prepare(conn)
    spent = []
    for batch in batches(total):
        began = time.perf_counter()
        put_articles(conn, batch, NOW)
        spent.append(time.perf_counter() - began)
    spent.sort()
    size = path.stat().st_size / total / 1024
    print(
        f"{total} articles, {total / sum(spent):.0f}/s, {size:.1f} KiB each; a batch takes", end=" "
    )
    print(f"{spent[len(spent) // 2] * 1000:.0f} ms (median), {spent[-1] * 1000:.0f} ms (longest)")
    print(f"{'query':28} {'newest 20':>10} {'count':>10} {'ranked 20':>10} {'hits':>8}")
    for name, text in QUERIES.items():
        print(f"{name:28} " + measured(conn, parse(text)))


def measured(conn: sqlite3.Connection, query: Node) -> str:
    newest = timed(lambda: search(conn, query, now=NOW, limit=20))
    counted = timed(lambda: count(conn, query, now=NOW))
    ranked = timed(lambda: search(conn, query, now=NOW, limit=20, order="relevance"))
    hits = count(conn, query, now=NOW)
    return f"{newest:8.1f}ms {counted:8.1f}ms {ranked:8.1f}ms {hits:8}"


if __name__ == "__main__":
    given = sys.argv[1:]
    with tempfile.TemporaryDirectory() as temporary:
        main(int(given[0]) if given else 20_000, given[1] if len(given) > 1 else temporary)
