"""Mistakes in lexicon files: all of them at once, with their places."""

from pathlib import Path

import pytest

from processors.threats import find_threats, load_lexicon
from tocsin.errors import ConfigurationError, Problem

GOOD = """category = "bombing"
severity = 70

[[entry]]
id = "zorgels"
terms.nl = ["zorgel"]
match.nl = ["Er lag een zorgel onder de auto."]
"""


def problems(tmp_path: Path, text: str) -> list[Problem]:
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load_lexicon([tmp_path])
    return caught.value.problems


def test_a_word_is_added_with_one_table(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(GOOD, encoding="utf-8")
    lexicon = load_lexicon([tmp_path])
    matches = find_threats("", "Twee zorgels gevonden.", language="nl", lexicon=lexicon)
    assert [match.term for match in matches] == ["zorgels"]


def test_a_users_entry_replaces_the_one_of_the_same_id(tmp_path: Path) -> None:
    text = GOOD.replace("zorgels", "cash-machine")
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    lexicon = load_lexicon([tmp_path])
    assert lexicon.senses["cash-machine"].table.terms == {"nl": ("zorgel",)}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "zorgels"', 'id = "zorgels"\nwieght = 2', "unknown key"),
        ("terms.nl", "terms.xx", "unknown language"),
        ('["zorgel"]', '["zorgel", ""]', "empty"),
        ('["zorgel"]', '["zorgel", "zorgel"]', "twice"),
        ('["zorgel"]', '["bomvol"]', "can never match"),
        ('"bombing"', '"bombings"', "not known"),
        ("severity = 70", "severity = 700", "700"),
        ("match.nl", 'yields_to = ["bombings"]\nmatch.nl', "no category or entry 'bombings'"),
        ("match.nl", 'frames = ["@nowhere @explode"]\nmatch.nl', "no class 'nowhere'"),
        ('category = "bombing"', "category = ", "not valid TOML"),
    ],
)
def test_a_mistake_says_where_and_what(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = problems(tmp_path, GOOD.replace(old, new))
    assert any(said in str(one) for one in found), found
    assert all(one.file.endswith("own.toml") for one in found)
    assert all(one.line or "TOML" in one.message for one in found)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    twice = GOOD + GOOD[GOOD.index("[[entry]]") :].replace('zorgel"', 'zorgel2"')
    found = problems(tmp_path, twice.replace('["zorgel"]', '["zorgel", "zorgel"]'))
    assert len(found) == 2


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="not a folder"):
        load_lexicon([tmp_path / "absent"])


def test_a_file_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load_lexicon([tmp_path])
