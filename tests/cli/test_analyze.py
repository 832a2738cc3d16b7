"""The machine interface, held stable from the first day."""

import json
from pathlib import Path

from tests.cli.conftest import Run
from tocsin.model import CATEGORIES, STATUSES

TITLE = "IS eist aanslag in Moskou op"
BODY = "Strijders van Islamitische Staat 🔥 hebben de aanslag opgeëist. Er vielen 115 doden."
LINES = [
    json.dumps({"id": "a", "title": TITLE, "body": BODY, "language": "nl"}),
    json.dumps({"id": 7, "body": "The council approved the new library on Tuesday evening."}),
    "not json",
    json.dumps({"id": "b", "title": "no body"}),
    json.dumps({"id": "c", "body": "lone \ud800 surrogate", "language": "en"}),
    json.dumps({"body": ""}),
]


def analyzed(tocsin: Run, *lines: str) -> tuple[int, list[dict]]:
    run = tocsin("analyze", "--ndjson", stdin="\n".join(lines) + "\n")
    return run.returncode, [json.loads(line) for line in run.stdout.splitlines()]


def test_one_answer_a_line_in_order_and_bad_lines_in_their_place(tocsin: Run):
    code, answers = analyzed(tocsin, *LINES)
    assert code == 1
    assert [a.get("article", a).get("id") for a in answers[:5]] == ["a", 7, None, None, "c"]
    assert [sorted(a) for a in answers[2:4]] == [["error", "id"]] * 2
    assert "body" in answers[3]["error"]
    assert answers[5]["article"]["id"]


def test_an_answer_has_what_the_interface_promises(tocsin: Run):
    code, (answer,) = analyzed(tocsin, LINES[0])
    assert code == 0
    assert answer["language"]["code"] == "nl"
    assert 0 <= answer["language"]["confidence"] <= 1
    fields = {"title": TITLE, "body": BODY}
    for entity in answer["entities"]:
        assert fields[entity["field"]][entity["start"] : entity["end"]] == entity["text"]
        assert entity["label"] in ("PERSON", "ORG", "LOC", "GROUP", "MISC")
    groups = {e["name"] for e in answer["entities"] if e["label"] == "GROUP"}
    assert groups == {"Islamic State"}
    assert answer["threats"]
    for threat in answer["threats"]:
        assert fields[threat["field"]][threat["start"] : threat["end"]] == threat["text"]
        assert threat["category"] in CATEGORIES
        assert threat["status"] in STATUSES
        assert 0 <= threat["severity"] <= 100
        assert threat["term"]
    assert answer["threat"]["relevant"] is True
    assert answer["threat"]["category"] in CATEGORIES
    assert answer["threat"]["severity"] > 0
    assert answer["threat"]["status"] in STATUSES


def test_the_body_is_taken_word_for_word(tocsin: Run):
    body = " date 2017-11\nNOS Nieuws\nEr was een bomaanslag in Kabul.\nLees ook: meer"
    _, (answer,) = analyzed(tocsin, json.dumps({"id": "a", "body": body, "language": "nl"}))
    assert answer["threats"]
    for threat in answer["threats"]:
        assert body[threat["start"] : threat["end"]] == threat["text"]


def test_a_language_nobody_reads_is_not_called_harmless(tocsin: Run):
    line = json.dumps({"id": "a", "body": "Habari za asubuhi kutoka Nairobi.", "language": "sw"})
    _, (answer,) = analyzed(tocsin, line)
    assert answer["threat"]["relevant"] is None


def test_a_language_may_be_written_with_its_region(tocsin: Run):
    lines = [
        json.dumps({"id": code, "body": BODY, "language": code}) for code in ("nl", "nl-NL", "NL")
    ]
    _, answers = analyzed(tocsin, *lines)
    assert [answer["understanding"] for answer in answers] == ["full"] * 3
    assert len({answer["threat"]["severity"] for answer in answers}) == 1


def test_one_bad_file_keeps_back_no_other(tocsin: Run, tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Bij een bomaanslag in Kabul vielen tien doden.\n")
    (folder / "bad.json").write_text("{oops")
    run = tocsin("analyze", "in")
    assert run.returncode == 1
    assert len(run.stdout.splitlines()) == 1
    assert "bad.json" in run.stderr
    assert tocsin("analyze", "--ndjson", "nofile").returncode == 2


def test_a_text_from_standard_input_is_cleaned_and_understood(tocsin: Run):
    run = tocsin("analyze", stdin="NOS Nieuws\n\nBij een bomaanslag in Kabul vielen tien doden.\n")
    assert run.returncode == 0
    answer = json.loads(run.stdout)
    assert "NOS Nieuws" not in answer["article"]["title"]
    assert answer["threat"]["relevant"] is True
