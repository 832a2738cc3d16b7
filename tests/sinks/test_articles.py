import sqlite3
from contextlib import closing, suppress
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sinks.sqlite import (
    count,
    get_article,
    histogram,
    list_revisions,
    prepare,
    put_articles,
    search,
)
from sinks.sqlite.rows import MAX_TIME, SLOTS, first_row
from sinks.values import CountKind
from tests.sinks.builders import NOW, enriched
from tocsin.database import transaction
from tocsin.model import EnrichedArticle, Threat
from tocsin.query import parse

HOUR = 3_600_000


def dump(conn: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Everything that is stored, but for when."""
    tables = {
        "article": "rowid, id, revision, version, timestamp, language, category, title",
        "article_json": "article, enriched",
        "article_text": "rowid, title, body, lemmas",
        "entity": "name, article, label",
        "threat": "category, article",
        "revision": "id, revision, content_hash, title, body",
        "hourly": "kind, value, hour, count",
    }
    return [
        (table, *row)
        for table, columns in tables.items()
        for row in conn.execute(f"SELECT {columns} FROM {table} ORDER BY {columns}")
        if table != "hourly" or row[3]
    ]


def found(conn: sqlite3.Connection, query: str) -> list[str]:
    return [hit.id for hit in search(conn, parse(query), now=NOW, limit=10)]


def test_what_is_put_comes_back_whole(conn: sqlite3.Connection) -> None:
    article = enriched("a", entities=("ISIS-K",), threats=("bombing",), body="a\x00b 🧨")
    result = put_articles(conn, [article], NOW)
    assert result.new == ("a",)
    assert get_article(conn, "a") == article
    assert get_article(conn, "b") is None


def test_the_same_version_twice_changes_nothing(conn: sqlite3.Connection) -> None:
    put_articles(conn, [enriched("a")], NOW)
    before = dump(conn)
    result = put_articles(conn, [enriched("a"), enriched("a", body="other text")], NOW + 1)
    assert result.stale == ("a", "a")
    assert dump(conn) == before


def test_a_newer_revision_replaces_all_that_was_found_before(conn: sqlite3.Connection) -> None:
    old = enriched("a", body="vuurwerk", entities=("ISIS",), threats=("bombing",), at=NOW - HOUR)
    new = enriched("a", body="drone", entities=("NAVO",), threats=("sabotage",), revision=NOW + 1)
    put_articles(conn, [old], NOW)
    assert put_articles(conn, [new], NOW + 5).updated == ("a",)
    for query in ("vuurwerk", "entity:ISIS", "threat:bombing"):
        assert found(conn, query) == []
    for query in ("drone", "entity:NAVO", "threat:sabotage", "since:1m"):
        assert found(conn, query) == ["a"]
    assert get_article(conn, "a") == new
    (kept,) = list_revisions(conn, "a")
    assert (kept.revision, kept.body, kept.at) == (NOW, "vuurwerk", NOW + 5)
    assert kept.content_hash == old.article.content_hash


def test_a_newer_generation_replaces_without_a_revision(conn: sqlite3.Connection) -> None:
    put_articles(conn, [enriched("a", generation=1)], NOW)
    result = put_articles(conn, [enriched("a", generation=2, entities=("NAVO",))], NOW)
    assert result.updated == ("a",)
    assert found(conn, "entity:navo") == ["a"]
    assert list_revisions(conn, "a") == []


def test_an_older_revision_that_comes_late_never_wins_but_is_kept(conn: sqlite3.Connection) -> None:
    put_articles(conn, [enriched("a", body="new", revision=NOW + 1)], NOW)
    late = put_articles(conn, [enriched("a", body="old", revision=NOW, generation=900)], NOW)
    assert late.stale == ("a",)
    assert found(conn, "old") == []
    assert [kept.body for kept in list_revisions(conn, "a")] == ["old"]


versions = st.tuples(st.integers(0, 3), st.integers(1, 2), st.sampled_from("ab"))


@given(st.lists(versions, min_size=1, max_size=8), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_arrival_does_not_matter(
    arrivals: list[tuple[int, int, str]], random: Random
) -> None:
    def build(version: tuple[int, int, str]) -> EnrichedArticle:
        revision, generation, name = version
        threat = Threat(relevant=bool(revision % 2), category="bombing")
        return enriched(
            name, body=f"bom {revision}", revision=NOW + revision, generation=generation,
            language="nl" if generation == 1 else "de", at=NOW - revision * HOUR, threat=threat,
        )  # fmt: skip

    shuffled = random.sample(arrivals, len(arrivals))
    dumps = []
    for order in (arrivals, shuffled):
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
            prepare(conn)
            for version in order:
                put_articles(conn, [build(version)], NOW)
            conn.execute("INSERT INTO article_text (article_text) VALUES ('integrity-check')")
            # Two articles of one time stamp lie in the order of their arrival.
            dumps.append({row for row in dump(conn) if row[0] in ("revision", "hourly")})
            dumps[-1] |= {get_article(conn, name) for name in "ab"}
    assert dumps[0] == dumps[1]


def test_a_batch_may_hold_several_versions_of_one_article(conn: sqlite3.Connection) -> None:
    batch = [enriched("a", body=str(n), revision=NOW + n) for n in (2, 1, 3)]
    result = put_articles(conn, batch, NOW)
    assert (result.new, result.stale, result.updated) == (("a",), ("a",), ("a",))
    assert [kept.body for kept in list_revisions(conn, "a")] == ["2", "1"]


def test_an_error_in_the_outer_transaction_takes_all_with_it(conn: sqlite3.Connection) -> None:
    with suppress(ZeroDivisionError), transaction(conn):
        put_articles(conn, [enriched("a")], NOW)
        raise ZeroDivisionError
    assert dump(conn) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"revision": 1 << 70}, "too large"),
        ({"generation": 1 << 63}, "too large"),
        ({"title": "\ud800"}, "JSON"),
    ],
)
def test_what_no_store_can_hold_is_refused_alone(
    conn: sqlite3.Connection, changes: dict[str, int], reason: str
) -> None:
    base = enriched("bad")
    article = _with(base, **changes)
    result = put_articles(conn, [enriched("a"), article, enriched("b")], NOW)
    assert result.new == ("a", "b")
    assert [refused.id for refused in result.refused] == ["bad"]
    assert reason in result.refused[0].reason


def _with(base: EnrichedArticle, **changes: object) -> EnrichedArticle:
    if "generation" in changes:
        return replace(base, **changes)
    return replace(base, article=replace(base.article, **changes))


@pytest.mark.parametrize("at", [-(1 << 70), -1, 0, MAX_TIME + 1, 1 << 62, 1 << 70])
def test_absurd_times_are_stored_at_the_edge(conn: sqlite3.Connection, at: int) -> None:
    put_articles(conn, [enriched("a", first_seen=at), enriched("b", first_seen=at)], NOW)
    assert count(conn, None, now=NOW) == 2
    assert get_article(conn, "a") == enriched("a", first_seen=at)


def test_a_millisecond_with_a_million_articles_takes_no_more(conn: sqlite3.Connection) -> None:
    put_articles(conn, [enriched("a", at=NOW)], NOW)
    conn.execute("UPDATE article SET rowid = ?", (first_row(NOW) + SLOTS - 1,))
    result = put_articles(conn, [enriched("b", at=NOW), enriched("c", at=NOW - 1)], NOW)
    assert result.new == ("c",)
    assert "million" in result.refused[0].reason


def test_counts_follow_every_write(conn: sqlite3.Connection) -> None:
    relevant = Threat(relevant=True, category="bombing")
    put_articles(conn, [enriched("a", threat=relevant), enriched("b", at=NOW - HOUR)], NOW)
    put_articles(conn, [enriched("a", threat=relevant), enriched("c", language="de")], NOW)
    hour = NOW - NOW % HOUR

    def counts(kind: CountKind) -> list[tuple[int, str, int]]:
        buckets = histogram(conn, kind, since=0, until=NOW)
        return [((bucket.hour - hour) // HOUR, bucket.value, bucket.count) for bucket in buckets]

    assert counts("all") == [(-1, "", 1), (0, "", 2)]
    assert counts("language") == [(-1, "nl", 1), (0, "de", 1), (0, "nl", 1)]
    assert counts("category") == [(0, "bombing", 1)]
    put_articles(conn, [enriched("a", at=NOW - HOUR, revision=NOW + 1)], NOW)
    assert counts("all") == [(-1, "", 2), (0, "", 1)]
    assert counts("category") == []
    assert counts("feed") == [(-1, "nos", 2), (0, "nos", 1)]
