"""What commands print: tables on a terminal, NDJSON in a pipe or with `--json`."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

JSON_OPTION = typer.Option(False, "--json", help="One JSON object a line, also on a terminal.")
CONFIG_OPTION = typer.Option("tocsin.toml", "--config", "-c", help="The configuration file.")


# What may be longer than a line; everything else is kept whole beside it.
LONG = {"title", "error", "problem", "found", "case", "categories", "url"}
# What a long one needs to be read, in characters.
LONG_WIDTH = 28
# Enough of an id to name it by; `--json` has it whole.
ID_SHOWN = 8


def wants_json(asked: bool) -> bool:
    """True when asked for, or when nobody looks: stdout is no terminal."""
    return asked or not sys.stdout.isatty()


def console(*, stderr: bool = False) -> "Console":
    """A rich console on stdout or stderr: coloured on a terminal, plain elsewhere."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=False)


def print_lines(rows: Iterable[Mapping[str, Any]]) -> None:
    """Each row as one JSON object a line, in UTF-8 whatever the locale."""
    for row in rows:
        line = json.dumps(row, ensure_ascii=False) + "\n"
        sys.stdout.buffer.write(line.encode("utf-8", "replace"))
    sys.stdout.flush()


def print_rows(
    rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], *, as_json: bool, empty: str
) -> None:
    """The rows as NDJSON, or the named columns (key -> heading) as a table; `empty` when none."""
    if wants_json(as_json):
        print_lines(rows)
        return
    if not rows:
        typer.echo(empty)
        return
    from rich.table import Table

    out = console()
    kept = fitting(rows, columns, out.width)
    table = Table(box=None, header_style="bold", pad_edge=False)
    for key in kept:
        table.add_column(columns[key], overflow="fold", no_wrap=key not in LONG)
    for row in rows:
        table.add_row(*(_text(row, key) for key in kept))
    out.print(table)


def fitting(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], width: int) -> list[str]:
    """The columns, in their order, that leave every short one whole and the long ones a line.

    What does not fit is left out from the end: lists name what matters first.
    """
    kept: list[str] = []
    room = width
    for key, heading in columns.items():
        cells = (len(_text(row, key).plain) for row in rows)
        need = LONG_WIDTH if key in LONG else max([len(heading), *cells])
        if need + 2 > room and kept:
            continue
        kept.append(key)
        room -= need + 2
    return kept


def clean(text: str) -> str:
    """The text without anything that could steer the terminal: feeds write titles."""
    return "".join(char if char.isprintable() else " " for char in text)


def _text(row: Mapping[str, Any], key: str) -> "Text":
    """A cell; a title leads to its article in terminals that know links."""
    from rich.text import Text

    shown = _cell(row.get(key))
    if key == "id" and len(shown) == 32:
        return Text(shown[:ID_SHOWN])
    link = str(row.get("url") or "")
    safe = link.isprintable() and link.startswith(("http://", "https://"))
    return Text(shown, style=f"link {link}" if key == "title" and safe else "")


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case list() | tuple():
            return ", ".join(_cell(item) for item in value)
        case _:
            return clean(str(value))
