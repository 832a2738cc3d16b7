"""What of a poll is for the eye stands in the log."""

import json

import pytest

from tocsin.cli.display import Display
from tocsin.local.events import Event, FeedPolled, PageFailed


def logged(capsys: pytest.CaptureFixture[str], event: Event) -> list[tuple[str, str]]:
    """Level and words of the lines that an event makes; stderr is no terminal, so they are JSON."""
    Display(as_json=True, zone="UTC").note(event)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    return [(line["level"], line["event"]) for line in lines]


@pytest.mark.parametrize(
    ("event", "lines"),
    [
        (FeedPolled(feed_id="f", new=1), [("info", "feed read")]),
        (FeedPolled(feed_id="f", unchanged=True), [("info", "feed unchanged")]),
        (
            FeedPolled(feed_id="f", possible_gap=True),
            [("warning", "possible gap"), ("info", "feed read")],
        ),
        (FeedPolled(feed_id="f", problem="away", kind="timeout"), [("warning", "feed failed")]),
        (
            FeedPolled(feed_id="f", problem="cut", kind="truncated", partly=True),
            [("warning", "feed partly read")],
        ),
        (
            PageFailed(feed_id="f", url="https://a.nl/\x1b[2J", problem="x", kind="timeout"),
            [("warning", "page failed")],
        ),
    ],
)
def test_a_poll_is_a_line_and_a_possible_gap_another(
    capsys: pytest.CaptureFixture[str], event: Event, lines: list[tuple[str, str]]
):
    assert logged(capsys, event) == lines
