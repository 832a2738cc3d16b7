import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producers.sources import parse, rss
from producers.sources.entries import MOST_ITEMS
from tests.producers.values import FEED, NOW, a_feed, an_entry

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl"><title>De Krant</title>
<entry><title type="html">Brand &amp;amp; rook &lt;i&gt;nu&lt;/i&gt;</title><id>urn:1</id>
<link href="/a"/><updated>2023-01-02T10:00:00Z</updated><published>2023-01-01T10:00:00Z</published>
<author><name>An de Wit</name></author><category term="brand"/>
<content type="html">&lt;p&gt;Alles.&lt;/p&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>De Krant</title></channel><item rdf:about="https://krant.example/a">
<title>Brand</title><link>https://krant.example/a</link><dc:date>2023-01-01T10:00:00+01:00</dc:date>
<dc:creator>An de Wit</dc:creator></item></rdf:RDF>"""


def _items(raw: bytes | str):
    parsed = parse(raw if isinstance(raw, bytes) else raw.encode(), feed=FEED, now=NOW)
    return parsed.items


def _kinds(raw: bytes | str) -> list[str]:
    parsed = parse(raw if isinstance(raw, bytes) else raw.encode(), feed=FEED, now=NOW)
    return [failure.kind for failure in parsed.failures]


def test_rss_2_gives_items():
    raw = a_feed(
        an_entry(
            1,
            when="Mon, 02 Jan 2023 10:00:00 +0100",
            more="<content:encoded><![CDATA[<p>Alles.</p>]]></content:encoded><category>brand</category>",
        ),
        head="<title>De Krant</title><language>nl-NL</language>",
    )
    parsed = parse(raw, feed=FEED, now=NOW)
    item = parsed.items[0]
    assert parsed.failures == ()
    assert (parsed.title, parsed.language) == ("De Krant", "nl-NL")
    assert (item.link, item.guid, item.title) == ("https://krant.example/1", "1", "Bericht 1")
    assert (item.summary, item.content_html) == ("Kort bericht 1.", "<p>Alles.</p>")
    assert (item.tags, item.language) == (("brand",), "nl-NL")
    assert item.published is not None
    assert item.published.at == 1_672_650_000_000


def test_atom_gives_items():
    item = _items(ATOM)[0]
    assert (item.link, item.guid, item.title) == (
        "https://krant.example/a",
        "urn:1",
        "Brand & rook nu",
    )
    assert (item.content_html, item.authors, item.tags) == (
        "<p>Alles.</p>",
        ("An de Wit",),
        ("brand",),
    )
    assert item.published is not None
    assert item.updated is not None
    assert item.updated - item.published.at == 86_400_000


def test_rss_1_gives_items():
    item = _items(RDF)[0]
    assert (item.link, item.title, item.authors) == (
        "https://krant.example/a",
        "Brand",
        ("An de Wit",),
    )
    assert item.published is not None


def test_rss_0_91_with_a_document_type_gives_items():
    dtd = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://x.example/rss-0.91.dtd">'
    raw = f'<?xml version="1.0"?>{dtd}<rss version="0.91"><channel>{an_entry()}</channel></rss>'
    assert [item.title for item in _items(raw)] == ["Bericht 1"]
    assert _kinds(raw) == []


def test_a_date_without_zone_is_read_in_the_zone_of_the_feed():
    item = _items(a_feed(an_entry(when="Mon, 02 Jan 2023 10:00:00")))[0]
    assert item.published is not None
    assert (item.published.at, item.published.assumed) == (1_672_650_000_000, True)


def test_a_date_that_is_nonsense_leaves_the_item_without_one():
    item = _items(a_feed(an_entry(when="gisteren ongeveer")))[0]
    assert (item.published, item.published_raw) == (None, "gisteren ongeveer")


def test_an_entry_without_a_date_has_none_whatever_its_guid():
    dated = an_entry(1, when="Tue, 14 Nov 2023 20:00:00 GMT")
    items = _items(a_feed(dated, an_entry(3), an_entry(20231103)))
    assert [item.published is None for item in items] == [False, True, True]


def test_a_guid_that_is_an_address_is_the_link():
    raw = a_feed("<item><title>x</title><guid>https://krant.example/x</guid></item>")
    assert _items(raw)[0].link == "https://krant.example/x"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "http://", "x" * 9000]
)
def test_a_link_that_is_no_web_address_is_left_out(link: str):
    item = _items(a_feed(f"<item><title>x</title><link>{link}</link></item>"))[0]
    assert item.link == "" or item.link.startswith("https://krant.example/")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "iso-8859-15"]
)
def test_the_declared_encoding_is_honoured(encoding: str):
    text = f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel>'
    text += "<item><title>Café één</title></item></channel></rss>"
    assert _items(text.encode(encoding))[0].title == "Café één"


def test_a_charset_of_the_server_counts_when_the_feed_declares_none():
    raw = "<rss version='2.0'><channel><item><title>Привет</title></item></channel></rss>"
    content_type = "application/rss+xml; charset=windows-1251"
    parsed = parse(raw.encode("windows-1251"), feed=FEED, content_type=content_type, now=NOW)
    assert parsed.items[0].title == "Привет"


def test_a_feed_that_was_cut_off_gives_what_is_whole_and_says_so():
    raw = a_feed(*(an_entry(n) for n in range(10)))
    cut = raw[: raw.index(b"<title>Bericht 7") + 12]
    assert [item.guid for item in _items(cut)] == [str(n) for n in range(7)]
    assert _kinds(cut) == ["truncated"]


def test_a_feed_that_is_not_well_formed_is_read():
    raw = a_feed(an_entry(1), "<item><title>A & B <br> C</title><link>/b</link></item>")
    assert [item.title for item in _items(raw)] == ["Bericht 1", "A & B C"]
    assert _kinds(raw) == []


def test_a_feed_without_items_is_no_failure():
    assert _items(a_feed()) == ()
    assert _kinds(a_feed()) == []


def test_a_web_page_is_no_feed_and_the_failure_names_its_feed():
    page = '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/f">'
    parsed = parse(page.encode(), feed=FEED, now=NOW)
    assert [failure.kind for failure in parsed.failures] == ["not_a_feed"]
    assert "https://krant.example/f" in parsed.failures[0].message


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"   ",
        b"hallo",
        b"<html>",
        b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"/>',
        b"<svg/>",
        b"%PDF-1.4",
        b"{}",
        b"[1]",
    ],
)
def test_what_is_no_feed_is_a_failure(raw: bytes):
    assert _items(raw) == ()
    assert _kinds(raw) == ["not_a_feed"]


def test_the_newest_entries_are_kept():
    days = [f"{day:02d} Jan 2023 10:00:00 +0000" for day in range(1, 29)]
    entries = [an_entry(n, when=f"Mon, {days[n % 28]}") for n in range(1200)]
    items = _items(a_feed(*entries))
    assert len(items) == MOST_ITEMS
    oldest = min(item.published.at for item in items if item.published)
    assert oldest > 1_672_617_600_000 + 14 * 86_400_000


def test_both_libraries_agree_on_a_plain_feed():
    raw = a_feed(*(an_entry(n, when="Mon, 02 Jan 2023 10:00:00 GMT") for n in range(5)))
    doubtful = raw.replace(b"10:00:00 GMT", b"10:00:00 gmt")
    strip = [(i.link, i.guid, i.title, i.summary, i.published) for i in _items(raw)]
    assert strip == [(i.link, i.guid, i.title, i.summary, i.published) for i in _items(doubtful)]


def test_entities_are_harmless(tmp_path: Path):
    secret = tmp_path / "secret"
    secret.write_text("geheim")
    declared = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    for entity, use in (
        (f'<!ENTITY x SYSTEM "file://{secret}">', "&x;"),
        (f'<!ENTITY e0 "boem">{declared}', "&e12;"),
        ('<!ENTITY big "' + "a" * 100_000 + '">', "&big;" * 10_000),
    ):
        raw = f"<!DOCTYPE r [{entity}]><rss version='2.0'><channel><item><title>T {use}</title>"
        raw += "</item></channel></rss>"
        start = time.perf_counter()
        text = repr(_items(raw))
        assert time.perf_counter() - start < 5
        assert "geheim" not in text
        assert len(text) < 100_000


def test_bytes_that_are_the_name_of_a_file_open_no_file():
    assert _kinds(b"/etc/passwd") == ["not_a_feed"]


HEAD = b'<rss version="2.0"><channel><item>'
TAIL = b"</item></channel></rss>"
NASTY = {
    "deep": HEAD + b"<a>" * 300_000,
    "deep and closed": HEAD + (b"<a>" * 150 + b"</a>" * 150) * 1_000 + TAIL,
    "attributes": HEAD + b"<p " + b"".join(b'a%d="1" ' % n for n in range(60_000)) + b"/>" + TAIL,
    "open sections": HEAD + b"<description>" + b"<![CDATA[" * 100_000,
    "open comments": HEAD + b"<!--" * 200_000,
    "open types": b"<!DOCTYPE " * 100_000,
    "less than": HEAD + b"<" * 1_000_000,
    "ampersands": HEAD + b"<description>" + b"&" * 1_000_000,
    "huge title": HEAD + b"<title>" + b"x" * 2_000_000 + b"</title>" + TAIL,
    "nuls": b"\0" * 2_000_000,
    "spaces": b" " * 2_000_000 + b"x",
    "nul inside": HEAD + b"<title>a\0b</title>" + TAIL,
    "many entries": a_feed(*(an_entry(n, when="Mon, 2 Jan 2023 10:00") for n in range(10_000))),
    "json deep": b'{"items":' + b"[" * 1_000_000,
    "namespaces": HEAD + b"".join(b'<p xmlns:a%d="u"/>' % n for n in range(20_000)) + TAIL[:-1],
    "random": random.Random(1).randbytes(1_000_000),
    "random behind a head": b"<?xml version='1.0'?><rss>" + random.Random(2).randbytes(1_000_000),
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_files_give_a_value_soon(name: str):
    start = time.perf_counter()
    parsed = parse(NASTY[name], feed=FEED, now=NOW)
    assert time.perf_counter() - start < 10
    assert len(parsed.items) <= MOST_ITEMS
    assert all(len(item.title) <= 1_000 for item in parsed.items)
    assert "\0" not in repr(parsed)


@given(st.binary(max_size=2_000))
def test_any_bytes_give_a_value(raw: bytes):
    parse(raw, feed=FEED, now=NOW)
    rss.parse(raw, feed=FEED, now=NOW)


PIECES = st.sampled_from(
    [
        "<rss version='2.0'>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<entry>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>", "</entry>", "<link href='x'/>", "<guid>",
        "<pubDate>", "Mon, 2 Jan 2023", "</pubDate>", "<![CDATA[", "]]>", "&amp;", "&x;", "<div>",
        "<content type='xhtml'>", "</div>", "</rss>", "</feed>", "\x00", "é", "<!--", "-->", "'",
        "<author><name>", '"', ">", "<", "<?xml ?>", "</channel>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_heap_of_tags_gives_a_value(pieces: list[str], encoding: str):
    parse("".join(pieces).encode(encoding), feed=FEED, now=NOW)
