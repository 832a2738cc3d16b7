"""A run of the pipeline on the terminal: alerts as they are raised, a log, a summary."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from tocsin.cli.logs import open_log
from tocsin.cli.output import clean, console, print_lines, wants_json
from tocsin.local.events import (
    Accepted,
    Delivered,
    Died,
    Event,
    FeedPolled,
    PageFailed,
    Raised,
    Retrying,
    Stored,
    Waiting,
)
from tocsin.local.summary import Summary

if TYPE_CHECKING:
    from rich.progress import Progress
    from structlog.typing import FilteringBoundLogger as Logger

    from tocsin.model import Alert

Listener = Callable[[Event], None]


class Display:
    """Shows events: alerts on stdout (people or NDJSON), everything else in the log on stderr.

    `progress` is a bar that stays below what is printed, on a terminal only.
    """

    def __init__(
        self, *, as_json: bool, zone: str, listeners: tuple[Listener, ...] = (), log: bool = True
    ) -> None:
        self.summary = Summary()
        self._as_json = wants_json(as_json)
        self._zone = zone
        self._listeners = listeners
        self._log = open_log() if log else None
        self._out = console()
        self._progress: Progress | None = None

    def note(self, event: Event) -> None:
        """Count the event and show what of it is for the eye."""
        self.summary.note(event)
        for listener in self._listeners:
            listener(event)
        if isinstance(event, Raised):
            self._alert(event.alert)
        elif self._log is not None:
            self._line(event)
        if self._progress is not None:
            self._advance()

    def bar(self, title: str) -> "Progress":
        """A progress bar over what is accepted and stored; use it as a context."""
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.progress import TimeElapsedColumn as Elapsed

        # On the console of the alerts, so that they scroll above the bar and never through it.
        where = self._out if self._out.is_terminal else console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("articles"),
            Elapsed(),
            console=where,
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._progress.add_task(title, total=None)
        return self._progress

    def _advance(self) -> None:
        assert self._progress is not None  # noqa: S101 - the caller has looked
        task = self._progress.task_ids[0]
        total = self.summary.accepted or None
        self._progress.update(task, total=total, completed=self.summary.stored)

    def _alert(self, alert: "Alert") -> None:
        if self._as_json:
            from tocsin.local.present import alert_row

            print_lines([alert_row(alert)])
            return
        from tocsin.cli.render import alert_lines

        self._out.print(alert_lines(alert, zone=self._zone))

    def _line(self, event: Event) -> None:
        log = self._log
        assert log is not None  # noqa: S101 - the caller has looked
        match event:
            case FeedPolled() | PageFailed():
                _feed_line(log, event)
            case Accepted() | Stored():
                _article_line(log, event)
            case Died(letter=letter):
                log.warning("dead letter", id=letter.id, stage=letter.stage, error=letter.error)
            case Delivered():
                _delivery_line(log, event)
            case Retrying():
                log.info("trying failed deliveries again", deliveries=event.deliveries)
            case Waiting():
                log.error("waiting", problem=event.problem)
            case _:
                pass


def _feed_line(log: "Logger", event: FeedPolled | PageFailed) -> None:
    if isinstance(event, PageFailed):
        log.warning("page failed", feed=event.feed_id, url=clean(event.url), problem=event.problem)
        return
    if event.possible_gap:
        log.warning("possible gap", feed=event.feed_id, hint="poll it more often")
    if event.partly:
        log.warning("feed partly read", feed=event.feed_id, new=event.new, problem=event.problem)
    elif event.problem:
        log.warning("feed failed", feed=event.feed_id, problem=event.problem)
    elif event.unchanged:
        log.info("feed unchanged", feed=event.feed_id)
    else:
        log.info("feed read", feed=event.feed_id, new=event.new)


def _article_line(log: "Logger", event: Accepted | Stored) -> None:
    if isinstance(event, Accepted):
        log.debug("accepted", articles=len(event.article_ids))
    else:
        log.debug("stored", article=event.article_id, latency_ms=event.latency)


def _delivery_line(log: "Logger", event: Delivered) -> None:
    if event.problem:
        log.warning("not delivered", to=event.destination, problem=event.problem)
    else:
        log.info("delivered", to=event.destination, alert=event.alert_id)
