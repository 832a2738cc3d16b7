"""Every entry's own sentences, as its file gives them."""

from pathlib import Path

import pytest

from processors.threats import EntryResult, Lexicon, check_entries, load_lexicon

OWN = """category = "cbrn"
severity = 70

[[entry]]
id = "acid-attack"
terms.nl = ["zuuraanval", "zuur gooien"]
match.nl = [
  "De dader gooide zuur.",
  "De dader gooide bijtend zuur in haar gezicht.",
  "Er is zuur gegooid naar een vrouw.",
]
no_match.nl = ["De zuuraanval mislukte.", "De citroen is zuur."]
"""


def _name(result: EntryResult) -> str:
    return f"{result.entry_id}-{result.expected}-{result.sentence[:40]}"


@pytest.mark.parametrize("result", check_entries(load_lexicon()), ids=_name)
def test_an_entry_keeps_to_its_own_sentences(result: EntryResult) -> None:
    assert result.passed, result


def test_a_users_entry_is_held_against_its_sentences(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(OWN, encoding="utf-8")
    results = check_entries(load_lexicon([tmp_path]), ids={"acid-attack"})
    assert {one.file for one in results} == {str(tmp_path / "own.toml")}
    assert [one.passed for one in results] == [True, True, True, False, True]
    assert [one.found for one in results[:4]] == [("acid-attack",)] * 4
    assert results[3].expected == "no match"


def test_every_entry_says_what_it_matches_and_what_not(lexicon: Lexicon) -> None:
    silent = [
        name
        for name, sense in lexicon.senses.items()
        if not sense.table.match or not sense.table.no_match
    ]
    assert silent == []
