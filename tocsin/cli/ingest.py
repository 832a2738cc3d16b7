"""`tocsin ingest`: files through the pipeline."""

from pathlib import Path

import typer

from tocsin.cli.output import CONFIG_OPTION, JSON_OPTION

PATHS_ARGUMENT = typer.Argument(..., metavar="PATH...", help="Files or folders.", exists=True)


def ingest(
    paths: list[Path] = PATHS_ARGUMENT,
    as_json: bool = JSON_OPTION,
    config: Path = CONFIG_OPTION,
) -> None:
    """Send files (.txt .html .xml .json .ndjson, folders) through the pipeline and store them.

    Without a tocsin.toml they go to tocsin.db in this folder. Alerts go to stdout.

    \b
        tocsin ingest articles/ more.ndjson
    """
    import asyncio

    from tocsin.cli.display import Display
    from tocsin.config import settings_or_defaults
    from tocsin.local.ingest import run_ingest

    settings = settings_or_defaults(config)
    display = Display(as_json=as_json, zone=settings.alerts.timezone)
    with display.bar("reading the files"):
        ingested = asyncio.run(run_ingest(paths, settings, display.note))
    summary = display.summary
    known = ingested.drafts - summary.accepted
    stored = (
        f"{summary.accepted} articles handed to the tocsin that runs"
        if ingested.handed_on
        else f"{summary.stored} articles stored, {sum(summary.alerts.values())} alerts"
    )
    typer.echo(f"{stored}, {known} known already, {ingested.failures} failures", err=True)
    if ingested.failures:
        raise typer.Exit(1)
