"""The feeds of tocsin.toml: their state in the store, and changes to the file."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import tomlkit
from tomlkit.items import AoT

from producers.feed_state import FeedState
from producers.state import load_feeds
from tocsin.config import Settings, load_settings
from tocsin.database import connect, reading
from tocsin.errors import ConfigurationError, Problem
from tocsin.model import Feed


def feed_states(settings: Settings) -> dict[str, FeedState]:
    """What the store remembers of each feed; nothing when there is no store yet, or an empty one.

    Raises StoreError.
    """
    if not settings.store.exists():
        return {}
    conn = connect(settings.store, readonly=True)
    try:
        with reading(conn):
            made = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'feed_state'"
            return load_feeds(conn) if conn.execute(made).fetchone() else {}
    finally:
        conn.close()


def add_feed(config: Path, wanted: Mapping[str, str]) -> str:
    """Add a feed to the file, whose text stays as it is otherwise; its id.

    Raises ConfigurationError, and leaves the file alone, when it would not be valid any more.
    """
    before = config.read_text(encoding="utf-8") if config.exists() else None
    settings = load_settings(config)
    if there := [feed.id for feed in settings.feeds if feed.url == wanted["url"]]:
        message = f"{wanted['url']} is there already, as {there[0]}"
        raise ConfigurationError([Problem(file=str(config), message=message)])
    name = wanted.get("id") or _free_id(wanted["url"], {feed.id for feed in settings.feeds})
    document = tomlkit.parse(before or "")
    table = tomlkit.table()
    for key, value in {**wanted, "id": name}.items():
        table[key] = value
    rows = document.get("feed")
    if not isinstance(rows, AoT):
        rows = tomlkit.aot()
        document["feed"] = rows
    rows.append(table)
    _write_checked(config, tomlkit.dumps(document), before or "")
    return name


def remove_feed(config: Path, feed_id: str) -> bool:
    """Take a feed out of the file; False when it is not in there. Raises ConfigurationError."""
    load_settings(config)
    before = config.read_text(encoding="utf-8")
    document = tomlkit.parse(before)
    rows = document.get("feed")
    found = [i for i, row in enumerate(rows or ()) if row.get("id") == feed_id]
    if not isinstance(rows, AoT) or not found:
        return False
    del rows[found[0]]
    _write_checked(config, tomlkit.dumps(document), before)
    return True


async def check_feeds(settings: Settings, feeds: Sequence[Feed]) -> list[dict[str, Any]]:
    """Each feed read once, with its problem in words; nothing is stored."""
    from tocsin.local.polling import open_fetcher, read_once  # aiohttp is slow to import

    async with open_fetcher(settings.poll) as fetch:
        return list(await asyncio.gather(*(read_once(feed, fetch) for feed in feeds)))


def _write_checked(config: Path, text: str, before: str) -> None:
    config.write_text(text, encoding="utf-8")
    try:
        load_settings(config)
    except ConfigurationError:
        config.write_text(before, encoding="utf-8")
        raise


def _free_id(url: str, taken: set[str]) -> str:
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    if not host:
        problem = Problem(
            file=url, message="not a web address", expected="http://... or https://..."
        )
        raise ConfigurationError([problem])
    names = (host if number == 1 else f"{host}-{number}" for number in range(1, 1000))
    return next(name for name in names if name not in taken)
