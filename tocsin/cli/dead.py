"""`tocsin dead`: documents that could not be processed; none of them is lost."""

from pathlib import Path

import typer

from tocsin.cli.output import CONFIG_OPTION, JSON_OPTION, print_lines, print_rows
from tocsin.cli.store import reading_store, writing_store
from tocsin.times import local_time

COLUMNS = {
    "time": "failed",
    "stage": "stage",
    "state": "state",
    "attempt": "attempt",
    "error": "error",
    "bytes": "bytes",
    "id": "id",
}
# CONTRACT, "Dead letters": after so many attempts replay asks for --force.
MAX_ATTEMPTS = 3


def build() -> typer.Typer:
    """The commands under `tocsin dead`."""
    app = typer.Typer(help="Dead letters.", no_args_is_help=True, rich_markup_mode=None)
    app.command("list")(list_dead)
    app.command("show")(show)
    app.command("replay")(replay)
    app.command("drop")(drop)
    return app


def list_dead(
    limit: int = typer.Option(50, "--limit", "-n", min=1, max=10_000),
    as_json: bool = JSON_OPTION,
    config: Path = CONFIG_OPTION,
) -> None:
    """List dead letters, the last that failed first."""
    from sinks.sqlite import list_dead as read_dead
    from tocsin.local.present import dead_row

    with reading_store(config) as conn:
        stored = read_dead(conn, limit=limit)
    rows = [
        dead_row(one.letter) | {"state": one.state, "time": local_time(one.letter.at)}
        for one in stored
    ]
    print_rows(rows, COLUMNS, as_json=as_json, empty="no dead letters")


def show(
    letter_id: str = typer.Argument(..., help="The letter's id."),
    payload: bool = typer.Option(False, "--payload", help="Write the untouched bytes to stdout."),
    config: Path = CONFIG_OPTION,
) -> None:
    """Show one dead letter, or its bytes.

    \b
        tocsin dead show ID --payload > document.json
    """
    import sys

    from sinks.sqlite import get_dead
    from tocsin.local.present import dead_row

    with reading_store(config) as conn:
        stored = get_dead(conn, letter_id)
    if stored is None:
        _refuse(f"there is no dead letter {letter_id!r}")
        return
    if payload:
        sys.stdout.buffer.write(stored.letter.payload)
        return
    row = dead_row(stored.letter) | {"state": stored.state}
    print_lines([row | {"begins": stored.letter.payload[:500].decode("utf-8", "replace")}])


def replay(
    ids: list[str] = typer.Argument(None, help="Which; none means all that wait."),
    force: bool = typer.Option(False, "--force", help="Also those that failed three times."),
    config: Path = CONFIG_OPTION,
) -> None:
    """Send dead letters through the pipeline again, from where they came."""
    from tocsin.local.clock import now_ms
    from tocsin.local.replay import replay_letters

    with writing_store(config) as conn:
        limit = None if force else MAX_ATTEMPTS
        result = replay_letters(conn, ids or None, most_attempts=limit, now=now_ms())
    typer.echo(f"{result.replayed} sent again; `tocsin run` processes them")
    for problem in result.problems:
        typer.echo(f"tocsin: {problem}", err=True)
    if result.problems:
        raise typer.Exit(1)


def drop(
    ids: list[str] = typer.Argument(..., help="Which."),
    yes: bool = typer.Option(False, "--yes", "-y", help="Do not ask."),
    config: Path = CONFIG_OPTION,
) -> None:
    """Delete dead letters for good."""
    from sinks.sqlite import drop_dead

    if not yes:
        typer.confirm(f"delete {len(ids)} dead letters for good?", abort=True)
    with writing_store(config) as conn:
        dropped = drop_dead(conn, ids)
    typer.echo(f"{dropped} deleted")
    if dropped < len(ids):
        _refuse(f"{len(ids) - dropped} were not there")


def _refuse(message: str) -> None:
    typer.echo(f"tocsin: {message}", err=True)
    raise typer.Exit(1)
