"""Look-alikes of articles that people copied from sites, with what must be made of them."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from producers.clean import read_pasted

FOLDER = Path(__file__).parent / "pasted"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def _case(name: str):
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    expected = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return text, read_pasted(text, timezone="Europe/Amsterdam"), expected


def test_there_are_enough_look_alikes():
    assert len(NAMES) >= 12


@pytest.mark.parametrize("name", NAMES)
def test_the_title_is_found(name: str):
    _, pasted, expected = _case(name)
    assert pasted.title == expected["title"]


@pytest.mark.parametrize("name", NAMES)
def test_the_date_is_found(name: str):
    _, pasted, expected = _case(name)
    at = pasted.published and datetime.fromtimestamp(pasted.published.at / 1000, UTC)
    wanted = expected["published"] and datetime.fromisoformat(expected["published"])
    assert at == (wanted or None)


@pytest.mark.parametrize("name", NAMES)
def test_the_body_begins_and_ends_where_the_article_does(name: str):
    _, pasted, expected = _case(name)
    assert pasted.body.startswith(expected["begins"])
    assert pasted.body.endswith(expected["ends"])


@pytest.mark.parametrize("name", NAMES)
def test_noise_is_gone_and_text_is_kept(name: str):
    _, pasted, expected = _case(name)
    assert [noise for noise in expected["gone"] if noise in pasted.body] == []
    assert [text for text in expected["kept"] if text not in pasted.body] == []


@pytest.mark.parametrize("name", NAMES)
def test_paragraphs_that_stay_are_word_for_word(name: str):
    text, pasted, _ = _case(name)
    original = {line.rstrip() for line in text.splitlines()}
    assert [line for line in pasted.body.splitlines() if line not in original] == []
