import pytest
from hypothesis import given
from hypothesis import strategies as st

from producers.links import host_of, is_root, registrable_domain, same_site, web_link
from producers.owners import TABLE, owner_of, owners
from tests.producers.values import FEED


@pytest.mark.parametrize(
    ("link", "absolute"),
    [
        ("/a", "https://krant.example/a"),
        ("b?c=d#e", "https://krant.example/nieuws/b?c=d#e"),
        ("//elders.example/a", "https://elders.example/a"),
        (" https://elders.example/a\n", "https://elders.example/a"),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.c", ""),
        ("file:///etc/passwd", ""),
        ("http://[::1", ""),
        ("", ""),
        (None, ""),
        (7, ""),
        ("/" + "a" * 5_000, ""),
    ],
)
def test_links_are_made_absolute_or_left_out(link: object, absolute: str):
    assert web_link("https://krant.example/nieuws/", link) == absolute


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_a_link_or_none(base: str, link: str):
    found = web_link(base, link)
    assert found == "" or found.lower().startswith(("http://", "https://"))
    is_root(link)
    same_site(base, link)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.nos.nl", "nos.nl"),
        ("a.b.bbc.co.uk", "bbc.co.uk"),
        ("iemand.github.io", "iemand.github.io"),
        ("co.uk", "co.uk"),
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_the_registrable_domain_is_by_the_public_suffix_list(host: str, domain: str):
    assert registrable_domain(host) == domain


def test_hosts_on_one_public_suffix_are_different_sites():
    assert same_site("https://www.nos.nl/a", "http://nos.nl/b")
    assert not same_site("https://a.github.io/", "https://b.github.io/")
    assert not same_site("https://a.co.uk/", "https://b.co.uk/")
    assert not same_site("", "")


def test_home_pages_are_roots():
    assert is_root("https://nos.nl")
    assert is_root("https://nos.nl/#top")
    assert not is_root("https://nos.nl/?id=3")
    assert not is_root("https://nos.nl/a")


def test_the_owner_is_of_the_table_else_of_the_feed_else_the_domain():
    owned = type(FEED)(id="f", url="https://verzamelaar.example/rss", owner="Verzamelaar")
    assert owner_of("https://www.volkskrant.nl/a", owned) == "DPG Media"
    assert owner_of("https://www.onbekend.nl/a", owned) == "Verzamelaar"
    assert owner_of("https://www.onbekend.nl/a", FEED) == "onbekend.nl"
    assert owner_of("", type(FEED)(id="f", url="")) == "f"


def test_the_table_names_registrable_domains_only():
    assert len(owners()) >= 60
    assert [domain for domain in owners() if registrable_domain(domain) != domain] == []
    assert [
        line for line in TABLE.read_text("utf-8").splitlines() if line.count('"') not in (0, 4)
    ] == []


@given(st.text(max_size=40))
def test_any_text_has_a_host_or_none(link: str):
    registrable_domain(host_of(link))
