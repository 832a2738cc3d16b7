"""`tocsin demo`: the first thing to try."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tocsin.cli.output import JSON_OPTION, console, print_lines

if TYPE_CHECKING:
    from rich.table import Table

    from tocsin.local.summary import Summary


def demo(
    folder: Path = typer.Option(Path("tocsin-demo"), "--folder", help="Where its files go."),
    as_json: bool = JSON_OPTION,
) -> None:
    """Run the whole pipeline on bundled feeds, served on loopback. Needs no network.

    Eleven feeds in five languages are read twice, some of them broken on purpose. What came of
    it stays in the folder, to be searched.
    """
    import asyncio

    from tocsin.cli.display import Display
    from tocsin.demo.run import run_demo

    display = Display(as_json=as_json, zone="Europe/Amsterdam", log=False)
    with display.bar("reading the feeds"):
        asyncio.run(run_demo(folder, display.note))
    if as_json:
        print_lines([summary_row(display.summary)])
        return
    # In a pipe stdout holds alerts and nothing else.
    out = console(stderr=not sys.stdout.isatty())
    out.print(summary_table(display.summary))
    out.print(_next_steps(folder), soft_wrap=True)


def summary_row(summary: "Summary") -> dict[str, object]:
    """The summary for machines."""
    return {
        "feeds_read": len(summary.feeds_read),
        "articles": summary.articles,
        "revisions": summary.revisions,
        "languages": dict(summary.languages.most_common()),
        "entities": summary.entities,
        "relevant": summary.relevant,
        "alerts": dict(summary.alerts.most_common()),
        "latency_p50_ms": summary.latency(0.5),
        "latency_p95_ms": summary.latency(0.95),
        "failed": [{"feed": e.feed_id, "problem": e.problem} for e in summary.problems],
        "dead_letters": len(summary.dead),
    }


def summary_table(summary: "Summary") -> "Table":
    """The summary for people."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title="What came of it", title_justify="left", box=None, show_header=False)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    languages = ", ".join(f"{code} {count}" for code, count in summary.languages.most_common())
    alerts = ", ".join(f"{rule} {count}" for rule, count in summary.alerts.most_common())
    rows = {
        "feeds read": str(len(summary.feeds_read)),
        "articles": f"{summary.articles} ({summary.revisions} of them edited later)",
        "languages": languages or "none",
        "entities": str(summary.entities),
        "threats": f"{summary.relevant} articles report one",
        "alerts": f"{sum(summary.alerts.values())}: {alerts}" if alerts else "none",
        "latency": f"p50 {summary.latency(0.5)} ms, p95 {summary.latency(0.95)} ms"
        " from first seen to stored",
        "dead letters": str(len(summary.dead)),
    }
    for label, value in rows.items():
        table.add_row(label, Text(value))
    for number, (feed, problem) in enumerate(_failures(summary)):
        table.add_row("failed" if number == 0 else "", Text(f"{feed}: {problem}"))
    return table


def _failures(summary: "Summary") -> list[tuple[str, str]]:
    """Each feed that failed, once however often it was read."""
    return list(
        {event.feed_id: (event.feed_id, event.problem) for event in summary.problems}.values()
    )


def _next_steps(folder: Path) -> str:
    command = Path(sys.argv[0])
    shown = command.relative_to(Path.cwd()) if command.is_relative_to(Path.cwd()) else command
    config = f"--config {folder / 'tocsin.toml'}"
    return "\n".join(
        [
            "",
            "Try next:",
            f"  {shown} search droneaanval {config}",
            f"  {shown} search 'threat:terrorism since:6h' {config}",
            f"  {shown} alerts list {config}",
            f"  {shown} init        then add your own feeds and: {shown} run",
        ]
    )
