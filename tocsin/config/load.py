"""`tocsin.toml` to `Settings`, or every mistake in it at once."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tocsin.config.locate import line_of
from tocsin.config.settings import Folders, Section, Settings
from tocsin.errors import ConfigurationError, Problem

Key = tuple[str | int, ...]
DEFAULT = Path("tocsin.toml")


def load_settings(path: Path) -> Settings:
    """The settings in `path`, its relative paths made absolute.

    Raises ConfigurationError with every mistake: where, what, and what was expected.
    """
    text = _read(path)
    raw = _parse(path, text)
    settings, problems = _validate(path, text, raw)
    problems += [_problem(path, text, key, message, hint) for key, message, hint in _repeated(raw)]
    if settings is None or problems:
        raise ConfigurationError(sorted(problems, key=lambda problem: problem.line or 0))
    return _anchored(settings, path.resolve().parent)


def settings_or_defaults(path: Path) -> Settings:
    """The settings in `path`; the defaults when `path` is `tocsin.toml` and there is none.

    So that `tocsin ingest` and `tocsin search` work in a folder without any configuration.
    """
    if path == DEFAULT and not path.exists():
        return Settings()
    return load_settings(path)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        hint = "`tocsin init` writes one"
        problem = Problem(file=str(path), message="there is no such file", hint=hint)
    except UnicodeDecodeError as error:
        problem = Problem(file=str(path), message=f"not UTF-8 text at byte {error.start}")
    except OSError as error:
        problem = Problem(file=str(path), message=f"cannot be read: {error.strerror}")
    raise ConfigurationError([problem])


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = Problem(file=str(path), message=f"not valid TOML: {error}")
        raise ConfigurationError([problem]) from None


def _validate(path: Path, text: str, raw: dict[str, Any]) -> tuple[Settings | None, list[Problem]]:
    try:
        return Settings.model_validate(raw), []
    except ValidationError as error:
        return None, [
            _problem(path, text, detail["loc"], *_words(detail)) for detail in error.errors()
        ]


def _problem(path: Path, text: str, key: Key, message: str, hint: str) -> Problem:
    return Problem(
        file=str(path), line=line_of(text, key), key=_dotted(key), message=message, hint=hint
    )


def _dotted(key: Key) -> str:
    """`feed[2].url` for ("feed", 2, "url"); counts from 1, as people do."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in key]
    return "".join(parts).lstrip(".")


def _words(detail: ErrorDetails) -> tuple[str, str]:
    """What is wrong and what to do, in words for the person who wrote the file."""
    shown = "this value" if _may_be_secret(detail) else repr(detail["input"])
    match detail["type"]:
        case "extra_forbidden":
            known = ", ".join(sorted(_section(detail["loc"][:-1]).model_fields))
            return "unknown key", f"known here: {known}"
        case "missing":
            return "is missing", "add it"
        case "string_pattern_mismatch":
            return f"{shown} does not have the form {detail['ctx']['pattern']}", ""  # pyright: ignore[reportTypedDictNotRequiredAccess] - pydantic gives it for this type
        case "value_error":
            return f"{shown} is {str(detail['msg']).removeprefix('Value error, ')}", ""
        case _:
            return f"{shown}: {detail['msg'][0].lower()}{detail['msg'][1:]}", ""


def _may_be_secret(detail: ErrorDetails) -> bool:
    """True for what stands where a secret belongs, or is an address with a password in it."""
    return "secret" in str(detail["loc"][-1]) or "@" in str(detail["input"])


def _section(key: Key) -> type[Section]:
    """The table that `key` leads to."""
    section: type[Section] = Settings
    for part in key:
        field = section.model_fields.get(part) if isinstance(part, str) else None
        inner = field.annotation if field else None
        for candidate in (inner, *getattr(inner, "__args__", ())):
            if isinstance(candidate, type) and issubclass(candidate, Section):
                section = candidate
    return section


def _repeated(raw: dict[str, Any]) -> list[tuple[Key, str, str]]:
    found: list[tuple[Key, str, str]] = []
    for table in ("feed", "webhook"):
        rows = raw.get(table)
        entries = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
        ids = [str(row["id"]) for row in entries if "id" in row]
        twice = {name for name, count in Counter(ids).items() if count > 1}
        for name in sorted(twice):
            last = max(i for i, row in enumerate(entries) if row.get("id") == name)
            found.append(((table, last, "id"), f"{name!r} is used twice", "ids are unique"))
    return found


def _anchored(settings: Settings, folder: Path) -> Settings:
    """Relative paths belong to the file's folder, wherever the command is started."""
    return settings.model_copy(
        update={
            "store": folder / settings.store,
            "lexicon": _anchor_folders(settings.lexicon, folder),
            "rules": _anchor_folders(settings.rules, folder),
            "pipelines": {
                code: str(folder / name) if "/" in name else name
                for code, name in settings.pipelines.items()
            },
        }
    )


def _anchor_folders(section: Folders, folder: Path) -> Folders:
    return section.model_copy(update={"folders": tuple(folder / path for path in section.folders)})
