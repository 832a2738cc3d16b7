"""Floors under what the shipped model finds in our own sentences: raise them as it improves."""

import json
from pathlib import Path

import pytest

from bench.watchlist import WATCHED, meet
from processors.entities import Pipelines
from processors.entities.scoring import ALL, Sentence, Tally, documents, find_in
from tests.cli.conftest import Run
from tests.entities.markup import Text, articles, sentences

# F1 of all labels on the sentences of a language, exact span and label.
FLOORS = {"nl": 0.85, "en": 0.80, "fr": 0.80, "de": 0.80, "es": 0.80}
OTHERS = ("ru", "uk", "tr", "ar")
FLOOR_OF_OTHERS = 0.6
WATCHLIST_FLOOR = 0.90
_AS_IN_DATA = {"PERSON": "PER", "GROUP": "ORG"}


@pytest.fixture(scope="module")
def pipelines() -> Pipelines:
    return Pipelines(ours=True)


def as_data(text: Text) -> Sentence:
    marked = [(m.start, m.end, _AS_IN_DATA.get(m.label, m.label)) for m in text.marked]
    return Sentence(text=text.text, ents=marked, language=text.language)


def f1(languages: tuple[str, ...], pipelines: Pipelines) -> float:
    tally = Tally()
    for language in languages:
        chosen = [as_data(text) for text in sentences() if text.language == language]
        for batch in documents(chosen):
            for sentence, found in find_in(batch, language, pipelines):
                tally.add(sentence, found)
    return tally.scores()[ALL].f1


def test_there_are_enough_sentences_and_articles():
    assert sum(1 for _ in sentences()) >= 150
    assert sum(1 for _ in articles()) >= 10
    assert {text.language for text in sentences()} == {*FLOORS, *OTHERS}


@pytest.mark.parametrize("language", FLOORS)
def test_names_are_found_in_each_language_we_read_in_full(language: str, pipelines: Pipelines):
    assert f1((language,), pipelines) >= FLOORS[language]


def test_other_languages_are_read_without_shame(pipelines: Pipelines):
    assert f1(OTHERS, pipelines) >= FLOOR_OF_OTHERS


@pytest.mark.parametrize("half", ["dev", "test"])
def test_a_watchlist_meets_its_names(half: str, pipelines: Pipelines):
    met = meet(half, pipelines)
    assert {each.marked.label for each in met} == set(WATCHED)
    assert sum(each.right for each in met) / len(met) >= WATCHLIST_FLOOR


def test_the_command_says_the_same_of_a_file(
    tocsin: Run,
    tmp_path: Path,
    pipelines: Pipelines,
):
    chosen = [as_data(text) for text in sentences() if text.language == "nl"]
    lines = (
        json.dumps({"text": each.text, "ents": each.ents}, ensure_ascii=False) for each in chosen
    )
    (tmp_path / "own.nl.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    run = tocsin("entities", "evaluate", "own.nl.jsonl", "--json")
    rows = {row["label"]: row for row in map(json.loads, run.stdout.splitlines())}
    assert run.returncode == 0, run.stderr
    assert set(rows) == {"PER", "ORG", "LOC", "MISC", "all"}
    assert rows["all"]["f1"] == pytest.approx(f1(("nl",), pipelines), abs=1e-4)
    assert rows["all"]["language"] == "nl"


def test_the_command_names_every_bad_line(tocsin: Run, tmp_path: Path):
    (tmp_path / "bad.nl.jsonl").write_text('{"text": 1}\n{"text": "a", "ents": []}\nno json\n')
    run = tocsin("entities", "evaluate", "bad.nl.jsonl", "missing.nl.jsonl")
    assert run.returncode == 2
    assert "bad.nl.jsonl:1" in run.stderr
    assert "bad.nl.jsonl:3" in run.stderr
