import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producers.draft import Draft
from producers.failure import SourceFailure
from producers.sources.files import SUFFIXES, parse_file, read_files
from tests.producers.values import NOW, a_feed, an_entry
from tocsin.model import Feed

FEED = Feed(id="files", url="", timezone="Europe/Amsterdam")
TEXT = "Brand in haven\n\nEr is brand in de haven van Delfzijl. Café Één is ontruimd."


def _read(path: Path) -> tuple[list[Draft], list[SourceFailure]]:
    found = list(read_files(path, feed=FEED, now=NOW))
    return (
        [made for made in found if isinstance(made, Draft)],
        [made for made in found if isinstance(made, SourceFailure)],
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_any_encoding(tmp_path: Path, encoding: str):
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    drafts, failures = _read(tmp_path / "a.txt")
    assert failures == []
    assert drafts[0].title == "Brand in haven"
    assert drafts[0].body.endswith("Café Één is ontruimd.")


def test_a_folder_is_read_by_name_with_its_folders(tmp_path: Path):
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/b.txt", "a.txt", ".hidden.txt", "d.pdf"):
        (tmp_path / name).write_text(f"Kop {name[-5]}\n\nTekst van het stuk.", "utf-8")
    drafts, failures = _read(tmp_path)
    assert [draft.title for draft in drafts] == ["Kop a", "Kop b", "Kop c"]
    assert failures == []


def test_links_out_of_the_folder_are_not_followed_and_told(tmp_path: Path):
    outside = tmp_path / "outside"
    inside = tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "geheim.txt").write_text("Geheim\n\nNiet lezen.", "utf-8")
    (inside / "a.txt").write_text("Kop\n\nTekst.", "utf-8")
    (inside / "b.txt").symlink_to(outside / "geheim.txt")
    (inside / "c").symlink_to(outside, target_is_directory=True)
    (inside / "d").symlink_to(inside, target_is_directory=True)
    drafts, failures = _read(inside)
    assert [draft.title for draft in drafts] == ["Kop"]
    assert [Path(failure.url).name for failure in failures] == ["b.txt", "c"]


def test_a_saved_page_gives_its_article(tmp_path: Path):
    page = '<html lang="nl"><head><title>Brand</title><link rel="canonical" href="https://x.nl/a">'
    page += '<meta property="article:published_time" content="2023-01-02T10:00:00Z"></head><body>'
    page += f"<article><p>{'Er is brand in de haven. ' * 20}</p></article></body></html>"
    (tmp_path / "a.htm").write_text(page, "utf-8")
    drafts, _ = _read(tmp_path)
    assert (drafts[0].title, drafts[0].link, drafts[0].owner) == ("Brand", "https://x.nl/a", "x.nl")
    assert drafts[0].published is not None


def test_a_saved_feed_gives_its_items(tmp_path: Path):
    (tmp_path / "a.xml").write_bytes(a_feed(an_entry(1), an_entry(2)))
    (tmp_path / "b.xml").write_bytes(b"<svg/>")
    drafts, failures = _read(tmp_path)
    assert [draft.title for draft in drafts] == ["Bericht 1", "Bericht 2"]
    assert [(f.kind, Path(f.url).name) for f in failures] == [("not_a_feed", "b.xml")]


def test_json_is_read_under_the_names_people_use(tmp_path: Path):
    records = [
        {"title": "Een", "body": "Tekst een.", "url": "https://x.nl/1", "date": "2 januari 2023"},
        {"Headline": "Twee", "content": "<p>Tekst <b>twee</b>.</p>", "lang": "nl-NL", "id": 7},
        {"text": "Kop drie\n\nTekst drie.", "published": 1_672_650_000, "author": {"name": "An"}},
        {"title": "Vier", "summary": "Kort.", "authors": ["An", 3], "tags": "a, b"},
    ]
    (tmp_path / "a.json").write_text(json.dumps(records), "utf-8")
    drafts, failures = _read(tmp_path)
    assert failures == []
    assert [draft.title for draft in drafts] == ["Een", "Twee", "Kop drie", "Vier"]
    assert [draft.body for draft in drafts] == ["Tekst een.", "Tekst twee.", "Tekst drie.", "Kort."]
    assert drafts[0].published is not None
    assert drafts[2].published is not None
    assert drafts[2].published.at == 1_672_650_000_000
    assert (drafts[1].guid, drafts[1].language) == ("7", "nl")
    assert (drafts[2].authors, drafts[3].authors, drafts[3].tags) == (("An",), ("An",), ("a", "b"))


@pytest.mark.parametrize("wrapped", [False, True])
def test_one_object_or_a_list_in_an_object_is_read(tmp_path: Path, wrapped: bool):
    record: dict[str, object] = {"title": "Een", "body": "Tekst."}
    (tmp_path / "a.json").write_text(json.dumps({"articles": [record]} if wrapped else record))
    assert [draft.title for draft in _read(tmp_path)[0]] == ["Een"]


def test_a_saved_json_feed_is_read(tmp_path: Path):
    items = [{"id": "1", "title": "Een", "content_text": "Tekst."}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    (tmp_path / "a.json").write_text(json.dumps(feed), "utf-8")
    assert [draft.guid for draft in _read(tmp_path)[0]] == ["1"]


def test_a_bad_line_is_one_failure_that_names_its_line(tmp_path: Path):
    lines = [
        '{"title": "Een", "body": "x"}',
        "geen json",
        "",
        "[1]",
        '{"title": 3}',
        '{"title":"Twee"}',
    ]
    (tmp_path / "a.ndjson").write_text("\ufeff" + "\r\n".join(lines), "utf-8")
    drafts, failures = _read(tmp_path)
    assert [draft.title for draft in drafts] == ["Een", "Twee"]
    assert [failure.url.rpartition(":")[2] for failure in failures] == ["2", "4", "5"]


def test_a_line_that_is_too_long_is_one_failure(tmp_path: Path):
    long = '{"title":"' + "x" * 6_000_000 + '"}'
    (tmp_path / "a.ndjson").write_text(f'{long}\n{{"title":"Twee"}}\n{long}', "utf-8")
    drafts, failures = _read(tmp_path)
    assert [draft.title for draft in drafts] == ["Twee"]
    assert [failure.url.rpartition(":")[2] for failure in failures] == ["1", "3"]


def test_what_cannot_be_read_is_a_failure(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "large.txt").write_bytes(b"x" * 5_000_001)
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.json").write_bytes(b'{"title": ')
    drafts, failures = _read(tmp_path)
    assert drafts == []
    assert {Path(failure.url).name: failure.kind for failure in failures if failure.url} == {
        "pipe.txt": "unreadable",
        "large.txt": "too_large",
        "broken.json": "malformed",
        "empty.txt": "empty",
    }


def test_a_file_that_is_missing_or_of_another_kind_is_a_failure(tmp_path: Path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    assert [failure.kind for failure in _read(tmp_path / "none.txt")[1]] == ["unreadable"]
    assert ".txt" in _read(tmp_path / "a.pdf")[1][0].message


@given(st.binary(max_size=300), st.sampled_from(sorted(SUFFIXES - {".ndjson", ".jsonl"})))
def test_any_bytes_give_items_or_failures(raw: bytes, suffix: str):
    list(parse_file(raw, suffix=suffix, feed=FEED, url="x", now=NOW))


@pytest.mark.parametrize(
    "number", ["1" * 400, "-" + "1" * 400, "9" * 4_300, "1" * 5_000, "1e308", "1e999", "-1", "0"]
)
@pytest.mark.parametrize("suffix", [".json", ".ndjson"])
def test_a_number_that_is_no_date_is_no_date(tmp_path: Path, number: str, suffix: str):
    path = tmp_path / f"a{suffix}"
    path.write_text(f'{{"title": "Brand", "text": "Rook.", "date": {number}, "id": {number}}}')
    drafts, failures = _read(path)
    assert [made.published for made in drafts] == [None] * (1 - len(failures))
