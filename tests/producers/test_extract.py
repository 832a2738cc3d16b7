import random
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producers.extract import extract
from producers.failure import SourceFailure
from producers.page import Page

URL = "https://krant.example/nieuws/brand?utm_source=x"
PARAGRAPHS = [
    "In de haven is vannacht brand uitgebroken. De brandweer kwam met groot materieel.",
    "Twee medewerkers zijn naar het ziekenhuis gebracht. Hoe het met hen gaat, is niet bekend.",
    "De politie onderzoekt de oorzaak. Getuigen hebben een man zien wegrennen.",
]
PAGE = f"""<!doctype html><html lang="nl-NL"><head><meta charset="utf-8">
<title>Brand - De Krant</title><meta property="og:title" content="Brand in de haven">
<meta name="description" content="Twee gewonden."><link rel="canonical" href="/nieuws/brand">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[
{{"@type":"NewsArticle","datePublished":"2023-01-02T10:00:00+01:00",
"author":[{{"@type":"Person","name":"An de Wit"}}]}}]}}</script></head><body>
<nav><a href="/">Voorpagina</a><a href="/sport">Sport</a></nav><article><h1>Brand in de haven</h1>
{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</article><footer>Alle rechten voorbehouden</footer>
</body></html>"""


def _page(markup: str | bytes) -> Page:
    raw = markup if isinstance(markup, bytes) else markup.encode()
    page = extract(raw, url=URL, timezone="Europe/Amsterdam")
    assert isinstance(page, Page)
    return page


def test_the_text_has_its_paragraphs_separated_by_blank_lines():
    text = _page(PAGE).text
    assert "\n\n".join(PARAGRAPHS) in text
    assert "Voorpagina" not in text
    assert "rechten" not in text


def test_the_page_says_what_it_is():
    page = _page(PAGE)
    assert (page.title, page.language, page.authors) == (
        "Brand in de haven",
        "nl-NL",
        ("An de Wit",),
    )
    assert (page.canonical, page.summary) == (
        "https://krant.example/nieuws/brand",
        "Twee gewonden.",
    )
    assert page.published is not None
    assert (page.published.at, page.published.taken_from) == (1_672_650_000_000, "page")


def test_a_page_in_another_encoding_than_the_server_says_is_read():
    raw = PAGE.replace("gewonden", "gewonden in café Één").encode()
    page = extract(raw, url=URL, content_type="text/html; charset=iso-8859-1")
    assert isinstance(page, Page)
    assert page.summary == "Twee gewonden in café Één."


def test_metadata_of_wrong_types_is_left_out():
    page = PAGE.replace('"datePublished":"2023-01-02T10:00:00+01:00"', '"datePublished":{}')
    page = page.replace('[{"@type":"Person","name":"An de Wit"}]', "[3, null, {}]")
    assert _page(page).published is None
    assert _page(page).authors == ()


@pytest.mark.parametrize("raw", [b"", b"\x00" * 100, b"<html></html>", b"<!--", b"<p", b"%PDF-1.4"])
def test_a_page_without_text_is_a_failure_or_nearly_empty(raw: bytes):
    page = extract(raw, url=URL)
    assert isinstance(page, SourceFailure) or len(page.text) <= len(raw)


@pytest.mark.parametrize(
    "raw", [random.Random(5).randbytes(50_000), b"%PDF-1.4\n" + bytes(range(256)) * 90]
)
@pytest.mark.parametrize("start", [b"", b"<html><body><p>"])
def test_what_is_no_page_gives_no_text(raw: bytes, start: bytes):
    page = extract(start + raw, url=URL, content_type="text/html")
    assert isinstance(page, SourceFailure)
    assert page.kind == "malformed"


def test_nuls_and_lone_surrogates_are_replaced():
    page = _page(PAGE.replace("vannacht", "van\x00nacht &#xD800;"))
    assert "\x00" not in page.text
    page.text.encode()


WORDS = "de man liep langs de haven en zag de rook boven het water hangen".split()
_RANDOM = random.Random(3)


def _sentence() -> bytes:
    return " ".join(_RANDOM.choices(WORDS, k=12)).encode() + b"."


NASTY = {
    "deep": lambda: b"<div>" * 1_000_000,
    "deep and closed": lambda: b"<div>" * 300_000 + _sentence() + b"</div>" * 300_000,
    "paragraphs": lambda: b"".join(b"<p>" + _sentence() + b"</p>" for _ in range(60_000)),
    "nested": lambda: (b"<div>" * 190 + b"<p>" + _sentence() + b"</div>" * 190) * 150,
    "breaks": lambda: b"<p>" + b"x<br>" * 1_000_000,
    "table": lambda: b"<table>" + b"<tr><td>x</td></tr>" * 200_000,
    "attributes": lambda: b"<p " + b"".join(b'a%d="1" ' % n for n in range(200_000)) + b">",
    "less than": lambda: b"<" * 5_000_000,
    "ampersands": lambda: b"&" * 5_000_000,
    "nuls": lambda: b"\0" * 5_000_000,
    "random": lambda: _RANDOM.randbytes(5_000_000),
    "links": lambda: b"".join(b'<li><a href="/x">' + _sentence() + b"</a>" for _ in range(60_000)),
    "json": lambda: b'<script type="application/ld+json">' + b"[" * 200_000 + b"</script>",
    "one line": lambda: b"<p>" + b" ".join(_sentence() for _ in range(80_000)),
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_pages_are_bounded_in_time(name: str):
    raw = NASTY[name]()
    start = time.perf_counter()
    extract(raw, url=URL)
    assert time.perf_counter() - start < 10


MEMORY = """
import re, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.producers.test_extract import NASTY, URL
from producers.extract import extract
extract(NASTY[{name!r}](), url=URL)
# Not ru_maxrss: that one remembers the size of the process that started this one.
print(re.search(r"VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
@pytest.mark.parametrize("name", ["breaks", "one line", "nuls"])
def test_nasty_pages_are_bounded_in_memory(name: str, pytestconfig: pytest.Config):
    script = MEMORY.format(root=str(pytestconfig.rootpath), name=name)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 300 * 1024


@settings(max_examples=50)
@given(st.binary(max_size=1_000))
def test_any_bytes_give_a_page_or_a_failure(raw: bytes):
    assert isinstance(extract(raw, url=URL), Page | SourceFailure)
    assert isinstance(extract(b"<html><body><p>" + raw, url=""), Page | SourceFailure)
