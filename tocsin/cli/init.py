"""`tocsin init`: a commented configuration to start from."""

from pathlib import Path

import typer

TEMPLATE = Path(__file__).parent / "template.toml"


def init(
    path: Path = typer.Argument("tocsin.toml", help="Where to write it."),
    force: bool = typer.Option(False, "--force", help="Replace a file that is there."),
) -> None:
    """Write a commented tocsin.toml.

    \b
        tocsin init && tocsin feeds add https://news.example/rss.xml && tocsin run
    """
    if path.exists() and not force:
        typer.echo(f"tocsin: {path} is there already (--force replaces it)", err=True)
        raise typer.Exit(1)
    try:
        path.write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
    except OSError as error:
        typer.echo(f"tocsin: {path} cannot be written: {error.strerror}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"wrote {path}; next: tocsin feeds add URL, then tocsin run")
