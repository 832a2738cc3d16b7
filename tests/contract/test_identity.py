import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.identity import (
    TRACKING_NAMES,
    alert_id,
    article_id,
    content_hash,
    digest,
    normalise_link,
)

LINK = "https://www.voorbeeld.nl/nieuws/2026/artikel?id=7"
paths = st.text(st.sampled_from("abcdefghijABC0123456789-_/"), max_size=30)
queries = st.dictionaries(
    st.text(st.sampled_from("abcdefghij"), min_size=1, max_size=8),
    st.text(st.sampled_from("abcXYZ0123"), max_size=8),
    max_size=3,
).map(lambda pairs: "&".join(f"{name}={value}" for name, value in pairs.items()))


@pytest.mark.parametrize(
    "same",
    [
        "http://www.voorbeeld.nl/nieuws/2026/artikel?id=7",
        "https://WWW.Voorbeeld.NL/nieuws/2026/artikel?id=7",
        "https://www.voorbeeld.nl:443/nieuws/2026/artikel?id=7",
        "http://www.voorbeeld.nl:80/nieuws/2026/artikel?id=7",
        "https://www.voorbeeld.nl/nieuws/2026/artikel?id=7#reacties",
        "https://www.voorbeeld.nl/nieuws/2026/artikel?utm_source=rss&id=7&fbclid=x",
        "https://www.voorbeeld.nl/nieuws/2026/%61rtikel?id=7",
        "  https://www.voorbeeld.nl/nieuws/2026/artikel?id=7 ",
        "https://www.voorbeeld.nl./nieuws/2026/artikel?id=7",
    ],
)
def test_what_the_contract_normalises_does_not_change_the_id(same: str):
    assert article_id(link=same) == article_id(link=LINK)


@pytest.mark.parametrize(
    "other",
    [
        "https://www.voorbeeld.nl/nieuws/2026/artikel?id=8",
        "https://www.voorbeeld.nl/nieuws/2026/Artikel?id=7",
        "https://www.voorbeeld.nl/nieuws/2026/artikel/?id=7",
        "https://www.voorbeeld.nl:8443/nieuws/2026/artikel?id=7",
        "https://voorbeeld.nl/nieuws/2026/artikel?id=7",
        "https://www.voorbeeld.nl/nieuws/2026/artikel",
    ],
)
def test_what_the_contract_does_not_normalise_changes_the_id(other: str):
    assert article_id(link=other) != article_id(link=LINK)


@given(paths, queries, st.sampled_from(sorted(TRACKING_NAMES)), st.booleans())
def test_tracking_scheme_case_and_fragment_never_change_an_id(
    path: str, query: str, tracking: str, secure: bool
):
    plain = f"http://nieuws.voorbeeld.nl/{path}?{query}"
    noisy = f"{'https' if secure else 'HTTP'}://NIEUWS.voorbeeld.nl/{path}?{tracking}=1&{query}#top"
    assert article_id(link=plain) == article_id(link=noisy)


@given(paths, paths)
def test_different_paths_are_different_articles(one: str, other: str):
    same = article_id(link=f"https://a.nl/{one}") == article_id(link=f"https://a.nl/{other}")
    assert same == (one == other)


@given(st.text(max_size=80))
def test_normalising_a_link_never_raises_and_is_idempotent(link: str):
    once = normalise_link(link)
    assert normalise_link(once) == once


def test_without_a_link_feed_and_guid_decide():
    assert article_id(link="", feed_id="a", guid="1") == article_id(
        link=" ", feed_id="a", guid="1", title="other", day="2026-01-01"
    )
    assert article_id(link="", feed_id="a", guid="1") != article_id(link="", feed_id="b", guid="1")


def test_without_link_and_guid_feed_title_and_day_decide():
    first = article_id(link="", feed_id="a", title="Een  Kop", day="2026-01-01")
    assert first == article_id(link="", feed_id="a", title="een kop", day="2026-01-01")
    assert first != article_id(link="", feed_id="a", title="een kop", day="2026-01-02")
    assert first != article_id(link="", feed_id="a", title="een kop")


@given(st.text(max_size=50), st.text(max_size=50))
def test_white_space_and_composition_do_not_make_a_new_wording(title: str, body: str):
    assert content_hash(title, body) == content_hash(f" {title}\n", f"{body} \t")


def test_another_word_makes_a_new_wording():
    assert content_hash("Kop", "Een zin.") != content_hash("Kop", "Een andere zin.")
    assert content_hash("Café", "") == content_hash("Cafe\u0301", "")


@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_parts_of_a_digest_never_run_into_each_other(one: list[str], other: list[str]):
    assert (digest(*one) == digest(*other)) == (one == other)


def test_an_alert_is_named_by_rule_and_article_alone():
    assert alert_id("r", "a") == alert_id("r", "a") != alert_id("a", "r")
