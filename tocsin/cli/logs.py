"""Structured logs on stderr: for people on a terminal, one JSON object a line elsewhere."""

import logging
import sys
from enum import IntEnum


class Level(IntEnum):
    """How much is logged."""

    DEBUG = logging.DEBUG
    INFO = logging.INFO
    ERROR = logging.ERROR


def set_up_logs(level: Level) -> None:
    """Remember how much to log; structlog is imported when the first line is written."""
    logging.getLogger("tocsin").setLevel(level)


def open_log(*, json: bool | None = None):
    """A logger on stderr; `json` None decides by whether stderr is a terminal."""
    import structlog

    as_json = not sys.stderr.isatty() if json is None else json
    level = logging.getLogger("tocsin").level or Level.INFO
    return structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso" if as_json else "%H:%M:%S", utc=as_json),
            structlog.processors.JSONRenderer(ensure_ascii=False)
            if as_json
            else structlog.dev.ConsoleRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(int(level)),
    )
