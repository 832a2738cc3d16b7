"""`tocsin alerts`: what rang."""

import time
from pathlib import Path

import typer

from tocsin.cli.output import (
    CONFIG_OPTION,
    JSON_OPTION,
    console,
    print_lines,
    print_rows,
    wants_json,
)
from tocsin.cli.store import reading_store
from tocsin.times import local_time

COLUMNS = {
    "time": "raised",
    "severity": "sev",
    "title": "title",
    "id": "id",
    "category": "category",
    "status": "status",
    "rule": "rule",
    "language": "lang",
}
# Among how many of the newest alerts the beginning of an id is looked for.
SEARCHED = 10_000
# How often the store is asked for new alerts while following.
FOLLOW_S = 0.5
# Alerts read at once while following.
AT_ONCE = 100
# Of the times shown; `tocsin run` shows those of `alerts.timezone`.
ZONE = "Europe/Amsterdam"


def build() -> typer.Typer:
    """The commands under `tocsin alerts`."""
    app = typer.Typer(help="Alerts that rules raised.", no_args_is_help=True, rich_markup_mode=None)
    app.command("list")(list_alerts)
    app.command("show")(show)
    app.command("follow")(follow)
    return app


def list_alerts(
    limit: int = typer.Option(50, "--limit", "-n", min=1, max=10_000),
    rule: str = typer.Option(None, "--rule", help="Only those of this rule."),
    category: str = typer.Option(None, "--category", help="Only those of this category."),
    severity: int = typer.Option(None, "--severity", min=0, max=100, help="At least this severe."),
    as_json: bool = JSON_OPTION,
    config: Path = CONFIG_OPTION,
) -> None:
    """List alerts, the newest first.

    \b
        tocsin alerts list --severity 70 --json
    """
    from sinks.sqlite import list_alerts as read_alerts
    from sinks.values import AlertFilter
    from tocsin.local.present import alert_row
    from tocsin.model import CATEGORIES

    if rule is not None and rule not in _rule_ids(config):
        raise typer.BadParameter(f"there is no rule {rule!r}", param_hint="--rule")
    if category is not None and category not in CATEGORIES:
        raise typer.BadParameter(
            f"expected one of {', '.join(CATEGORIES)}", param_hint="--category"
        )
    where = AlertFilter(rule_id=rule, category=category, minimum_severity=severity)
    with reading_store(config) as conn:
        stored = read_alerts(conn, where, limit=limit)
    rows = [alert_row(one.alert) | {"time": local_time(one.alert.raised)} for one in stored]
    print_rows(rows, COLUMNS, as_json=as_json, empty="no alerts")


def _rule_ids(config: Path) -> set[str]:
    from tocsin.config import settings_or_defaults
    from tocsin.local.knowledge import knowledge_source

    return {file.rule.id for file in knowledge_source(settings_or_defaults(config)).rule_files()}


def show(
    alert_id: str = typer.Argument(..., help="The alert's id, or enough of its beginning."),
    as_json: bool = JSON_OPTION,
    config: Path = CONFIG_OPTION,
) -> None:
    """Show one alert with its evidence."""
    from sinks.sqlite import get_alert
    from sinks.sqlite import list_alerts as read_alerts
    from tocsin.local.present import alert_row

    with reading_store(config) as conn:
        whole = get_alert(conn, alert_id)
        found = (
            [whole]
            if whole
            else [
                stored.alert
                for stored in read_alerts(conn, limit=SEARCHED)
                if stored.alert.id.startswith(alert_id)
            ]
        )
    if len(found) != 1:
        problem = "no alert has" if not found else f"{len(found)} alerts have"
        typer.echo(f"tocsin: {problem} an id that begins with {alert_id!r}", err=True)
        raise typer.Exit(1)
    if wants_json(as_json):
        print_lines([alert_row(found[0])])
        return
    from tocsin.cli.render import alert_lines

    console().print(alert_lines(found[0], zone=ZONE, passages=100))


def follow(as_json: bool = JSON_OPTION, config: Path = CONFIG_OPTION) -> None:
    """Print each new alert as it is stored, until Ctrl-C."""
    from sinks.sqlite import alerts_after, last_alert
    from tocsin.local.present import alert_row

    with reading_store(config) as conn:
        last = last_alert(conn)
        while True:
            for row, alert in alerts_after(conn, last, limit=AT_ONCE):
                last = row
                if wants_json(as_json):
                    print_lines([alert_row(alert)])
                    continue
                from tocsin.cli.render import alert_lines

                console().print(alert_lines(alert, zone=ZONE))
            time.sleep(FOLLOW_S)
