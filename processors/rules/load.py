"""Rule files from folders: the bundled ones and the user's. See `layout` for what a file says."""

from collections.abc import Sequence
from pathlib import Path

from processors.rules.layout import Parsed, parse_rule
from processors.rules.ruleset import RuleFile, RuleSet, rule_set
from tocsin.errors import ConfigurationError, Problem

BUNDLED = Path(__file__).parent / "bundled"


def load_rules(folders: Sequence[Path] = (), *, bundled: bool = True) -> RuleSet:
    """All rules of `*.toml` in the bundled folder and in `folders` (not below them).

    A user's file replaces the bundled rule of the same id, also when it says `enabled = false`.
    Raises `ConfigurationError` with every mistake of every file.
    """
    own, own_problems = _read_folders([BUNDLED] if bundled else [])
    users, user_problems = _read_folders(folders)
    problems = own_problems + user_problems
    if problems:
        raise ConfigurationError(problems)
    by_id = {parsed.rule.id: parsed for parsed in (*own, *users)}
    return _rule_set([by_id[rule_id] for rule_id in sorted(by_id)])


def _rule_set(parsed: list[Parsed]) -> RuleSet:
    files = tuple(RuleFile(rule=item.rule, enabled=item.enabled, file=item.file) for item in parsed)
    return rule_set((item.rule for item in parsed if item.enabled), files=files)


def _read_folders(folders: Sequence[Path]) -> tuple[list[Parsed], list[Problem]]:
    outcomes = [outcome for folder in folders for outcome in _read_folder(folder)]
    parsed = [outcome for outcome in outcomes if isinstance(outcome, Parsed)]
    problems = [problem for outcome in outcomes if isinstance(outcome, list) for problem in outcome]
    return parsed, problems + _duplicates(parsed)


def _read_folder(folder: Path) -> list[Parsed | list[Problem]]:
    if not folder.is_dir():
        hint = "make the folder or correct its path"
        return [[Problem(file=str(folder), message="not a folder of rules", hint=hint)]]
    return [_read_file(path) for path in sorted(folder.glob("*.toml"))]


def _read_file(path: Path) -> Parsed | list[Problem]:
    try:
        return parse_rule(path.read_text(encoding="utf-8-sig"), str(path))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        hint = "make the file readable"
        return [Problem(file=str(path), message=f"cannot be read: {reason}", hint=hint)]
    except UnicodeDecodeError:
        hint = "save the file as UTF-8"
        return [Problem(file=str(path), message="not UTF-8 text", expected="UTF-8", hint=hint)]


def _duplicates(parsed: list[Parsed]) -> list[Problem]:
    first: dict[str, str] = {}
    problems: list[Problem] = []
    for item in parsed:
        if (other := first.setdefault(item.rule.id, item.file)) != item.file:
            message = f"the id {item.rule.id!r} is already taken by {other}"
            problems.append(
                Problem(file=item.file, key="id", message=message, hint="choose another id")
            )
    return problems
