from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from processors.rules import RuleSet, load_rules
from processors.rules.layout import Parsed, parse_rule
from tocsin.errors import ConfigurationError, Problem

GOOD = """
id = "harbour"
title = "Threat to a harbour"
severity = 70
destinations = ["desk"]

[match]
categories = ["bombing"]
words = ["haven", '"port authority"', "harbo*"]

[[must_match]]
title = "Bom in haven"
text = "In de haven is een bom gevonden."
language = "nl"
"""


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def load(*folders: Path) -> RuleSet:
    return load_rules(folders, bundled=False)


def problems(text: str, tmp_path: Path) -> list[Problem]:
    with pytest.raises(ConfigurationError) as caught:
        load(write(tmp_path, rule=text))
    return caught.value.problems


def test_a_good_file_becomes_a_rule(tmp_path: Path):
    [rule] = load(write(tmp_path, harbour=GOOD)).rules
    assert (rule.id, rule.severity, rule.destinations) == ("harbour", 70, ("desk",))
    assert rule.words == ("haven", '"port authority"', "harbo*")
    assert rule.must_match[0].language == "nl"
    assert rule.version > 1


def test_a_rule_that_is_not_enabled_is_listed_and_not_matched(tmp_path: Path):
    rules = load(write(tmp_path, off=GOOD.replace("title", "enabled = false\ntitle", 1)))
    assert rules.rules == ()
    assert [(file.rule.id, file.enabled) for file in rules.files] == [("harbour", False)]


def test_a_user_file_replaces_the_bundled_rule_of_its_id(tmp_path: Path):
    bundled = load_rules()
    taken = bundled.rules[0].id
    rules = load_rules([write(tmp_path, mine=GOOD.replace("harbour", taken, 1))])
    assert len(rules.files) == len(bundled.files)
    assert [rule.title for rule in rules.rules if rule.id == taken] == ["Threat to a harbour"]


def test_two_user_files_may_not_share_an_id(tmp_path: Path):
    with pytest.raises(ConfigurationError) as caught:
        load(write(tmp_path / "a", one=GOOD), write(tmp_path / "b", two=GOOD))
    [problem] = caught.value.problems
    assert problem.key == "id"
    assert problem.file.endswith("two.toml")
    assert "one.toml" in problem.message


def test_every_mistake_in_every_file_is_reported_at_once(tmp_path: Path):
    with pytest.raises(ConfigurationError) as caught:
        load(write(tmp_path, a='id = "a"\nid = "b"\n', b="id = 5", c="=", d=GOOD), tmp_path / "no")
    files = [Path(problem.file).name for problem in caught.value.problems]
    assert files == ["a.toml", "b.toml", "b.toml", "b.toml", "c.toml", "no"]


@pytest.mark.parametrize(
    ("change", "line", "key", "hint"),
    [
        (("severity = 70", "severety = 70"), 4, "severety", "did you mean 'severity'?"),
        (("severity = 70", "severity = 101"), 4, "severity", "80 is severe"),
        (("severity = 70", "severity = true"), 4, "severity", "80 is severe"),
        (("words =", "wrods ="), 9, "match.wrods", "did you mean 'words'?"),
        (('"bombing"', '"bommbing"'), 8, "match.categories[0]", "did you mean 'bombing'?"),
        (('"harbo*"', '"(harbo"'), 9, "match.words[2]", "write for example"),
        (('"harbo*"', '"lang:nl"'), 9, "match.words[2]", "use entities, sources and so on"),
        (('language = "nl"', 'language = "qq"'), 14, "must_match[0].language", "remove"),
        (("text =", "texts ="), 13, "must_match[0].texts", "did you mean 'text'?"),
        (('id = "harbour"', 'id = "Haven!"'), 2, "id", 'write for example id = "terror-attack"'),
        (('title = "Threat to a harbour"', "title = 5"), 3, "title", "quote it"),
        (("[[must_match]]", "[[must_not_match]]"), None, "must_match", "add [[must_match]]"),
        (('["desk"]', '"desk"'), 5, "destinations", "write destinations ="),
        (("severity = 70", 'enabled = "yes"'), 4, "enabled", "no quotes"),
    ],
)
def test_a_mistake_is_reported_with_its_line_key_and_remedy(
    change: tuple[str, str], line: int | None, key: str, hint: str, tmp_path: Path
):
    [problem] = problems(GOOD.replace(*change, 1), tmp_path)
    assert (problem.line, problem.key) == (line, key)
    assert problem.hint.startswith(hint)


def test_broken_toml_is_reported_with_its_line(tmp_path: Path):
    [problem] = problems(GOOD.replace('words = ["', 'words = ["" "', 1), tmp_path)
    assert problem.line == 9
    assert "TOML" in problem.hint


@pytest.mark.parametrize("match", ["", 'languages = ["nl"]', "passing_mentions = true"])
def test_a_rule_that_restricts_nothing_is_refused(match: str, tmp_path: Path):
    text = f'id = "all"\n[match]\n{match}\n[[must_match]]\ntext = "x"\n'
    [problem] = problems(text, tmp_path)
    assert problem.key == "match"
    assert problem.line == 2


def test_a_rule_without_threats_must_say_how_severe_it_is(tmp_path: Path):
    text = 'id = "w"\n[match]\nwords = ["haven"]\n[[must_match]]\ntext = "haven"\n'
    [problem] = problems(text, tmp_path)
    assert problem.key == "severity"


@pytest.mark.parametrize("raw", [b"\xff\xfe", b'id = "\xe9"'])
def test_a_file_that_is_not_utf8_is_reported(raw: bytes, tmp_path: Path):
    (tmp_path / "latin.toml").write_bytes(raw)
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load(tmp_path)


@pytest.mark.parametrize(
    "text",
    ["match = 5", "must_match = 5", "[[match]]", "must_match = [1]", "[match.words]", "[id]", ""],
)
def test_values_of_the_wrong_shape_are_reported_and_nothing_else_raised(text: str, tmp_path: Path):
    assert problems(text, tmp_path)


keys = st.sampled_from(
    "id title enabled severity destinations match must_match must_not_match text language words"
    " categories statuses entities languages sources minimum_severity passing_mentions x".split()
)
plain = st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
shapes = st.recursive(
    plain | st.dates(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(keys, shapes, max_size=6))
def test_whatever_a_file_holds_it_is_a_rule_or_a_list_of_mistakes(values: dict[str, object]):
    outcome = parse_rule(tomlkit.dumps(values), "x.toml")
    assert isinstance(outcome, Parsed) or outcome


@pytest.mark.parametrize("text", ["a = " + "[" * 5_000, "a = " + "9" * 5_000, "a = 2024-13-40"])
def test_toml_that_breaks_its_reader_is_a_mistake_too(text: str):
    assert isinstance(parse_rule(text, "x.toml"), list)
