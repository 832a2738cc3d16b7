"""What commands print: tables on a terminal, NDJSON in a pipe or with `--json`."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

JSON_OPTION = typer.Option(False, "--json", help="One JSON object a line, also on a terminal.")
CONFIG_OPTION = typer.Option("tocsin.toml", "--config", "-c", help="The configuration file.")


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
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in columns.values():
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row.get(key))) for key in columns))
    console().print(table)


def clean(text: str) -> str:
    """The text without anything that could steer the terminal: feeds write titles."""
    return "".join(char if char.isprintable() else " " for char in text)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case list() | tuple():
            return ", ".join(_cell(item) for item in value)
        case _:
            return clean(str(value))
