"""Alerts as people read them: what, how bad, why, where, in the words of the article."""

from rich.console import Group
from rich.text import Text

from tocsin.cli.output import clean
from tocsin.model import Alert, Evidence
from tocsin.times import local_time

# Severity 0-100 as colours: from here on up.
COLOURS = ((80, "bold white on red"), (60, "bold red"), (40, "bold yellow"), (0, "bold cyan"))


def alert_lines(alert: Alert, *, zone: str) -> Group:
    """The alert as a block of lines; times in `zone`."""
    return Group(
        _headline(alert),
        *(_passage(evidence) for evidence in alert.evidence),
        _labelled("why", alert.why),
        _labelled("rule", f"{alert.rule_title or alert.rule_id} ({alert.rule_id})"),
        _labelled("source", _source(alert, zone)),
        _labelled("link", alert.url or "none"),
        Text(""),
    )


def severity_text(severity: int) -> Text:
    """The number in the colour of its weight."""
    colour = next(colour for least, colour in COLOURS if severity >= least)
    return Text(f" {severity:>3} ", style=colour)


def _headline(alert: Alert) -> Text:
    kind = " · ".join(part for part in (alert.category, alert.status) if part) or "rule"
    line = severity_text(alert.severity)
    line.append(f" {kind} ", style="bold")
    line.append(f"[{alert.language}] ", style="dim")
    return line.append(clean(alert.title), style="bold")


def _passage(evidence: Evidence) -> Text:
    line = Text("      ")
    line.append("…" + clean(evidence.before), style="dim")
    line.append(clean(evidence.matched), style="bold red underline")
    return line.append(clean(evidence.after) + "…", style="dim")


def _labelled(label: str, text: str) -> Text:
    return Text.assemble((f"      {label:<7}", "cyan"), clean(text))


def _source(alert: Alert, zone: str) -> str:
    published = alert.published.at if alert.published else None
    said = f"published {local_time(published, zone)}" if published else "published at a time unsaid"
    seen = f"first seen {local_time(alert.first_seen, zone)}"
    return f"{alert.owner or alert.feed_id} (feed {alert.feed_id}), {said}, {seen} {zone}"
