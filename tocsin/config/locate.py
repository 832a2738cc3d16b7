"""Where a key stands in a TOML text, so that an error can name the line."""

import re

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")


def line_of(text: str, key: tuple[str | int, ...]) -> int | None:
    """The line (from 1) of `key`, of its table when it is missing, None when neither is found.

    Reads table headers and `name =` lines only; a key inside an inline table gives its table.
    """
    names = [part for part in key if isinstance(part, str)]
    wanted = next((part for part in key if isinstance(part, int)), 0)
    table, seen, at = "", -1, None
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            table = header[2]
            seen += table == names[0]
            if table == names[0] and seen == wanted:
                at = number
        elif _is_key(line, table, names) and seen in (wanted, -1):
            return number
    return at


def _is_key(line: str, table: str, names: list[str]) -> bool:
    name = line.split("=", 1)[0].strip().strip('"') if "=" in line else ""
    return (
        bool(name)
        and [*table.split("."), name][-len(names) :] == names
        and (len(names) > 1 or not table)
    )
