import sqlite3
from contextlib import closing

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sinks.sqlite import count, prepare, put_articles, search
from tests.sinks.builders import NOW, enriched
from tests.sinks.reference import finds
from tests.sinks.trees import NAMES, TOKENS, WORDS, trees
from tocsin.errors import QueryError
from tocsin.model import EnrichedArticle, Threat
from tocsin.query import And, Node, Not, Or, Word, parse
from tocsin.tokens import tokenize, words

HOUR = 3_600_000


def ids(conn: sqlite3.Connection, query: str) -> list[str]:
    return [hit.id for hit in search(conn, parse(query), now=NOW, limit=100)]


texts = st.lists(st.sampled_from((*WORDS, *TOKENS, "de", "-")), max_size=8).map(" ".join)


@st.composite
def documents(draw: st.DrawFn) -> list[EnrichedArticle]:
    def one(number: int) -> EnrichedArticle:
        return enriched(
            f"a{number}",
            title=draw(texts),
            body=draw(texts),
            language=draw(st.sampled_from(("nl", "en", "de", "und"))),
            feed_id=draw(st.sampled_from(("nos", "standaard"))),
            owner=draw(st.sampled_from(("NOS", "De Standaard"))),
            entities=tuple(draw(st.lists(st.sampled_from(NAMES), max_size=3))),
            threats=tuple(draw(st.lists(st.sampled_from(("terrorism", "bombing")), max_size=2))),
            at=NOW - draw(st.sampled_from((0, 1, HOUR, 5 * HOUR, 8 * HOUR, 32 * HOUR, 400 * HOUR))),
            threat=Threat(relevant=True, category=draw(st.sampled_from((None, "bombing")))),
        )

    return [one(number) for number in range(draw(st.integers(1, 8)))]


@given(found=documents(), queries=st.lists(trees, min_size=1, max_size=8))
@example(
    found=[enriched("a0", body="bom"), enriched("a1", body="k")],
    queries=[
        Or((And((Not(Word("bom")), Word("k"))), Word("zz"))),
        Or((Not(Word("bom")), Word("k"))),
    ],
)
@settings(deadline=None, max_examples=150)
def test_a_query_finds_exactly_what_it_says(
    found: list[EnrichedArticle], queries: list[Node]
) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        prepare(conn)
        put_articles(conn, found, NOW)
        for query in queries:
            expected = {of.article.id for of in found if finds(query, of, NOW)}
            hits = search(conn, query, now=NOW, limit=100)
            times = [hit.timestamp for hit in hits]
            assert {hit.id for hit in hits} == expected
            assert len(hits) == len(expected) == count(conn, query, now=NOW)
            assert times == sorted(times, reverse=True)
            ranked = search(conn, query, now=NOW, limit=100, order="relevance")
            assert {hit.id for hit in ranked} == expected


@given(st.text(max_size=100))
@example("ISIS-K o'neill 9.11 ÅÉ ß ﬁ ½ 攻撃 ไทย हिन्दी")
@settings(deadline=None)
def test_every_token_survives_in_the_index_as_one_token(text: str) -> None:
    tokens = [token.text for token in (*tokenize(text), *words(text))]
    assert _indexed(tokens) == set(tokens)


@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters=" "), min_size=1)
)
@settings(deadline=None)
def test_the_index_splits_at_spaces_only(token: str) -> None:
    assert {found.lower() for found in _indexed([token])} == {token.lower()}


def _indexed(tokens: list[str]) -> set[str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        prepare(conn)
        conn.execute("INSERT INTO article_text (title) VALUES (?)", (" ".join(tokens),))
        conn.execute("CREATE VIRTUAL TABLE terms USING fts5vocab (article_text, row)")
        return {row[0] for row in conn.execute("SELECT term FROM terms")}


def test_an_unquoted_word_is_found_in_other_forms_and_a_quoted_one_is_not(
    conn: sqlite3.Connection,
) -> None:
    put_articles(
        conn, [enriched("a", body="Aanslagen in Parijs"), enriched("b", body="aanslag")], NOW
    )
    assert ids(conn, "aanslag") == ["b", "a"]
    assert ids(conn, '"aanslag"') == ["b"]
    assert ids(conn, '"in parijs"') == ["a"]


def test_a_compound_is_found_by_its_parts_but_its_parts_not_by_the_compound(
    conn: sqlite3.Connection,
) -> None:
    put_articles(conn, [enriched("a", body="zelfmoordaanslag"), enriched("b", body="aanslag")], NOW)
    assert ids(conn, "aanslag") == ["b", "a"]
    assert ids(conn, "zelfmoordaanslag") == ["a"]


def test_a_phrase_does_not_run_from_the_title_into_the_body(conn: sqlite3.Connection) -> None:
    put_articles(conn, [enriched("a", title="zware bom", body="gevonden")], NOW)
    assert ids(conn, '"bom gevonden"') == []
    assert ids(conn, '"zware bom" "gevonden"') == ["a"]


@pytest.mark.parametrize(
    "query",
    ["isis-k", "near", "and", '"or not"', "title", "o'neill", '"o\'neill"', "near* title", "9.11"],
)
def test_words_that_look_like_syntax_are_words(conn: sqlite3.Connection, query: str) -> None:
    put_articles(conn, [enriched("a", body="ISIS-K NEAR and or not title O'Neill 9.11")], NOW)
    assert ids(conn, query) == ["a"]


def test_pages_follow_each_other_without_gap_or_overlap(conn: sqlite3.Connection) -> None:
    # Seven at each of five times, in mixed order.
    put_articles(conn, [enriched(f"a{n}", body="bom", at=NOW - n % 5) for n in range(35)], NOW)
    for query in (None, parse("bom"), parse("bom lang:nl"), parse("source:nos since:1d")):
        seen: list[str] = []
        before = None
        while page := search(conn, query, now=NOW, limit=4, before=before):
            seen += [hit.id for hit in page]
            before = page[-1].cursor
        assert seen == [hit.id for hit in search(conn, query, now=NOW, limit=100)]
        assert sorted(seen) == sorted(f"a{n}" for n in range(35))


def test_what_arrives_between_two_pages_moves_nothing(conn: sqlite3.Connection) -> None:
    put_articles(conn, [enriched(f"a{n}", at=NOW - 10 - n) for n in range(4)], NOW)
    first = search(conn, None, now=NOW, limit=2)
    put_articles(conn, [enriched("late", at=NOW)], NOW)
    second = search(conn, None, now=NOW, limit=2, before=first[-1].cursor)
    assert [hit.id for hit in first + second] == ["a0", "a1", "a2", "a3"]


@pytest.mark.parametrize("cursor", ["", "x", "-1", "1.5", "9" * 20, "١"])
def test_a_cursor_that_is_none_is_an_error_of_the_query(
    conn: sqlite3.Connection, cursor: str
) -> None:
    with pytest.raises(QueryError, match="no cursor"):
        search(conn, None, now=NOW, limit=1, before=cursor)


def test_relevance_puts_the_rarer_word_first(conn: sqlite3.Connection) -> None:
    often = [enriched(f"a{n}", title="x", body="bom") for n in range(20)]
    put_articles(conn, [enriched("rare", title="x", body="drone"), *often], NOW)
    hits = search(conn, parse("bom OR drone"), now=NOW, limit=3, order="relevance")
    assert hits[0].id == "rare"
    assert hits[0].score > hits[1].score > 0


def test_a_hit_says_what_its_article_says(conn: sqlite3.Connection) -> None:
    threat = Threat(relevant=None, category="bombing", severity=60, status="claimed")
    put_articles(conn, [enriched("a", threat=threat, at=NOW - HOUR)], NOW)
    (hit,) = search(conn, None, now=NOW, limit=5)
    assert (hit.title, hit.url, hit.feed_id, hit.owner) == (
        "Bom",
        "https://example.com/a",
        "nos",
        "NOS",
    )
    assert (hit.timestamp, hit.first_seen, hit.language) == (NOW - HOUR, NOW, "nl")
    assert (hit.category, hit.severity, hit.status, hit.relevant) == (
        "bombing",
        60,
        "claimed",
        None,
    )


def test_the_largest_query_that_parses_runs(conn: sqlite3.Connection) -> None:
    put_articles(conn, [enriched("a", body="bom")], NOW)
    deep = "(bom " + "(bom OR (bom " * 9 + "bom" + "))" * 9 + ")"
    assert ids(conn, deep) == ["a"]
    assert ids(conn, " OR ".join(["bom"] * 190)) == ["a"]
    assert ids(conn, " ".join(["bom"] * 390)) == ["a"]
    assert ids(conn, " OR ".join(["entity:x"] * 150 + ["bom"])) == ["a"]
    assert ids(conn, "bom " + " ".join(["-entity:x"] * 190)) == ["a"]
