"""`tocsin run`: watch the feeds of tocsin.toml."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tocsin.cli.output import CONFIG_OPTION, JSON_OPTION

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger as Logger

    from tocsin.local.summary import Summary

STOPPING = "finishing what is under way; Ctrl-C again stops at once"
METRICS_OPTION = typer.Option(
    None, "--metrics", metavar="PORT", min=1, max=65535, help="Serve /metrics on 127.0.0.1:PORT."
)


def run(
    once: bool = typer.Option(False, "--once", help="Read every feed once, then stop."),
    metrics: int = METRICS_OPTION,
    as_json: bool = JSON_OPTION,
    config: Path = CONFIG_OPTION,
) -> None:
    """Poll the feeds, enrich, store and alert, until Ctrl-C.

    Alerts go to stdout, the log to stderr. Ctrl-C finishes what is under way; a second one stops
    at once, and loses nothing either.

    \b
        tocsin run
        tocsin run --once --json > alerts.ndjson
    """
    import asyncio

    from tocsin.cli.display import Display
    from tocsin.cli.logs import open_log
    from tocsin.config import load_settings
    from tocsin.local.metrics import serve_metrics
    from tocsin.local.run import run_pipeline

    settings = load_settings(config)
    if not settings.feeds:
        typer.echo(f"tocsin: {config} has no feeds; tocsin feeds add URL", err=True)
        raise typer.Exit(2)
    listeners = (serve_metrics(metrics),) if metrics else ()
    display = Display(as_json=as_json, zone=settings.alerts.timezone, listeners=listeners)
    log = open_log()
    log.info("watching", feeds=len(settings.feeds), store=str(settings.store))
    asyncio.run(run_pipeline(settings, display.note, once=once, on_stop=lambda: log.info(STOPPING)))
    failed = _log_end(log, display.summary)
    if once and failed == len(settings.feeds):
        raise typer.Exit(1)


def _log_end(log: "Logger", summary: "Summary") -> int:
    """Say what the run came to; how many feeds could not be read at all."""
    failed = {event.feed_id for event in summary.problems} - summary.feeds_read
    alerts = sum(summary.alerts.values())
    log.info("stopped", articles=summary.stored, alerts=alerts, feeds_failed=len(failed))
    return len(failed)
