"""Alerts as people read them: what, how bad, why, where, in the words of the article."""

from collections.abc import Iterator

from rich.console import Group
from rich.table import Table
from rich.text import Text

from tocsin.cli.output import clean
from tocsin.model import Alert, Evidence
from tocsin.times import local_time

# Severity 0-100 as colours: from here on up.
COLOURS = ((80, "bold white on red"), (60, "bold red"), (40, "bold yellow"), (0, "bold cyan"))
# Passages shown, and characters of context on either side: an alert fits half a screen.
PASSAGES = 3
CONTEXT = 60


def alert_lines(alert: Alert, *, zone: str, passages: int = PASSAGES) -> Group:
    """The alert as a block of lines, with at most so many passages; times in `zone`."""
    details = Table.grid(padding=(0, 1))
    details.add_column(width=8, justify="right", style="cyan")
    details.add_column(overflow="fold")
    for label, text in _details(alert, zone, passages):
        details.add_row(label, text)
    return Group(_headline(alert), details, Text(""))


def severity_text(severity: int) -> Text:
    """The number in the colour of its weight."""
    colour = next(colour for least, colour in COLOURS if severity >= least)
    return Text(f" {severity:>3} ", style=colour)


def _details(alert: Alert, zone: str, passages: int) -> Iterator[tuple[str, Text]]:
    for evidence in alert.evidence[:passages]:
        yield "", _passage(evidence)
    more = len(alert.evidence) - passages
    if more > 0:
        yield "", Text(f"and {more} more: tocsin alerts show {alert.id[:8]}", style="dim")
    yield "why", Text(clean(alert.why))
    yield "rule", Text(clean(f"{alert.rule_title or alert.rule_id} ({alert.rule_id})"))
    yield "source", Text(clean(f"{alert.owner or alert.feed_id}, feed {alert.feed_id}"))
    yield "times", Text(_times(alert, zone))
    yield "link", Text(clean(alert.url) or "none")


def _headline(alert: Alert) -> Text:
    kind = " · ".join(part for part in (alert.category, alert.status) if part) or "rule"
    line = severity_text(alert.severity)
    line.append(f" {kind} ", style="bold")
    line.append(f"[{alert.language}] ", style="dim")
    return line.append(clean(alert.title), style="bold")


def _passage(evidence: Evidence) -> Text:
    before, after = clean(evidence.before), clean(evidence.after)
    line = Text(shortened(before[::-1])[::-1], style="dim")
    line.append(clean(evidence.matched), style="not dim bold red underline")
    return line.append(shortened(after), style="dim")


def shortened(text: str) -> str:
    """The beginning of the text, cut at a word when it is longer than the context shown."""
    if len(text) <= CONTEXT:
        return text
    cut = text[:CONTEXT]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + "…"


def _times(alert: Alert, zone: str) -> str:
    published = local_time(alert.published.at, zone) if alert.published else "at an unknown time"
    if alert.published and alert.published.at > alert.first_seen:
        published += ", says the source, which is in the future"
    return f"published {published}, first seen {local_time(alert.first_seen, zone)} ({zone})"
