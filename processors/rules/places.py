"""Where in a TOML text something stands, so that a complaint can name the line."""

import re

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*\"?([A-Za-z0-9_-]+)\"?\s*=")
_SYNTAX = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")


def line_of(text: str, key: str) -> int | None:
    """The line (from 1) of a dotted key such as `match.words` or `must_match[1].text`.

    The header of its table when the key itself is not written there; None when neither is. Keys
    are looked for line by line, so a look-alike inside a multi-line string may be taken for one.
    """
    table, _, name = key.rpartition(".")
    current, seen, header = "", dict[str, int](), None
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _HEADER.match(line):
            current = _table_name(found[1], found[2], seen)
            header = number if current in (table, key) and header is None else header
        elif current == table and (found := _KEY.match(line)) and found[1] == name:
            return number
    return header


def syntax_error(message: str, text: str) -> tuple[str, int]:
    """What `tomllib` complains of, and the line (from 1) that it writes at the end of that."""
    found = _SYNTAX.search(message)
    last = text.count("\n") + 1
    line = int(found[1]) if found is not None and found[1] else last
    return (_SYNTAX.sub("", message), line)


def _table_name(brackets: str, name: str, seen: dict[str, int]) -> str:
    if brackets == "[":
        return name
    seen[name] = seen.get(name, -1) + 1
    return f"{name}[{seen[name]}]"
