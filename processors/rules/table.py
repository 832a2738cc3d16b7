"""One table of a TOML file under inspection: reads values, notes every mistake, never stops."""

from difflib import get_close_matches
from typing import Any, NamedTuple

from processors.rules.places import line_of
from tocsin.errors import Problem


class Table(NamedTuple):
    """One table of a file under inspection; `problems` is shared by all tables of the file."""

    file: str
    text: str
    path: str
    values: dict[str, Any]
    problems: list[Problem]


def subtable(top: Table, key: str) -> Table:
    """The table under `key`, empty when there is none."""
    values = top.values.get(key, {})
    if not isinstance(values, dict):
        complain(top, key, "not a table", expected=f"a table [{key}]", hint=f"write [{key}]")
        values = {}
    return top._replace(path=key, values=values)


def refuse_unknown_keys(table: Table, known: tuple[str, ...]) -> None:
    """Complain of every key that is not known, with the one that was probably meant."""
    for key in table.values:
        if key not in known:
            expected = f"one of {', '.join(known)}"
            complain(table, key, "unknown key", expected=expected, hint=_meant(key, known))


def read_text(table: Table, key: str) -> str:
    """A text, "" when absent."""
    value = table.values.get(key, "")
    if isinstance(value, str):
        return value
    complain(table, key, f"{value!r} is not text", expected="text in quotes", hint="quote it")
    return ""


def read_texts(table: Table, key: str) -> tuple[str, ...]:
    """A list of texts that are not blank, empty when absent."""
    value = table.values.get(key, [])
    if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
        return tuple(value)
    hint = f'write {key} = ["...", "..."]'
    complain(table, key, "not a list of texts", expected="a list of quoted texts", hint=hint)
    return ()


def read_choices(
    table: Table, key: str, allowed: tuple[str, ...], named: str = ""
) -> tuple[str, ...]:
    """A list of texts of which each must be allowed; `named` says in short what is allowed."""
    values = read_texts(table, key)
    for index, value in enumerate(values):
        read_choice(table, f"{key}[{index}]", value, allowed, named)
    return values


def read_choice(table: Table, key: str, value: str, allowed: tuple[str, ...], named: str) -> str:
    """The value, which must be allowed unless it is empty."""
    if value and value not in allowed:
        expected = named or f"one of {', '.join(allowed)}"
        complain(
            table, key, f"{value!r} is not known", expected=expected, hint=_meant(value, allowed)
        )
    return value


def read_severity(table: Table, key: str) -> int | None:
    """A whole number from 0 to 100, None when absent."""
    value = table.values.get(key)
    if value is None or (type(value) is int and 0 <= value <= 100):
        return value
    expected = "a whole number from 0 to 100"
    complain(table, key, f"{value!r} is no severity", expected=expected, hint="80 is severe")
    return None


def read_flag(table: Table, key: str, *, default: bool) -> bool:
    """True or false."""
    value = table.values.get(key, default)
    if isinstance(value, bool):
        return value
    complain(table, key, f"{value!r} is neither", expected="true or false", hint="no quotes")
    return default


def _meant(word: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(word.lower(), known, n=1)
    return f"did you mean {close[0]!r}?" if close else "remove or correct it"


def complain(table: Table, key: str, message: str, *, expected: str = "", hint: str = "") -> None:
    """Note a mistake at `key` of this table, with its line where that can be found."""
    path = f"{table.path}.{key}" if table.path else key
    line = line_of(
        table.text, path.removesuffix("]").rsplit("[", 1)[0] if path[-1] == "]" else path
    )
    table.problems.append(
        Problem(file=table.file, line=line, key=path, message=message, expected=expected, hint=hint)
    )
