"""The demonstration: two rounds of polling over the bundled feeds, through the whole pipeline."""

from collections.abc import Callable
from pathlib import Path

import tomlkit

from tocsin.config import Settings, load_settings
from tocsin.demo.server import serve_demo
from tocsin.demo.site import read_site
from tocsin.errors import ConfigurationError, Problem, StoreError
from tocsin.local.events import Event
from tocsin.local.lock import pipeline_lock
from tocsin.local.pipeline import open_pipeline
from tocsin.model import Feed

CONFIG = "tocsin.toml"
STORE = "tocsin.db"
_HEAD = (
    "Written by `tocsin demo`, which writes it anew each time; its feeds were served by the demo."
)


async def run_demo(folder: Path, emit: Callable[[Event], None]) -> Settings:
    """Run the demonstration with its files in `folder`; the settings it ran with.

    The feeds are read twice: the second time one article has been edited and one is new.
    Raises StoreError when another process uses the folder, ConfigurationError when it holds what
    the demonstration did not make.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _refuse_foreign(folder)
    with serve_demo(read_site()) as server, pipeline_lock(folder / STORE) as ours:
        if not ours:
            raise StoreError(f"another tocsin is running on {folder / STORE}; stop that one first")
        _clear(folder)
        settings = write_settings(folder, server.site.feeds_at(server.base))
        async with open_pipeline(settings, emit) as pipeline:
            for number in (1, 2):
                server.round = number
                await pipeline.poll(settings.feeds)
                await pipeline.drained()
    return settings


def write_settings(folder: Path, feeds: tuple[Feed, ...]) -> Settings:
    """A configuration in `folder` for `feeds` on loopback, written and read back."""
    document = tomlkit.document()
    document.add(tomlkit.comment(_HEAD))
    document["store"] = STORE
    document["poll"] = {"allow_private": True}
    rows = tomlkit.aot()
    for feed in feeds:
        table = tomlkit.table()
        for name in feed.__struct_fields__:
            value = getattr(feed, name)
            table[name] = list(value) if isinstance(value, tuple) else value
        rows.append(table)
    document["feed"] = rows
    path = folder / CONFIG
    path.write_text(tomlkit.dumps(document), encoding="utf-8")
    return load_settings(path)


def _refuse_foreign(folder: Path) -> None:
    """Raise ConfigurationError when the folder holds a configuration or store of somebody's own."""
    config, store = folder / CONFIG, folder / STORE
    ours = config.exists() and config.read_text("utf-8", "replace").startswith(f"# {_HEAD}")
    if not ours and (config.exists() or store.exists()):
        message = "this folder holds a Tocsin of your own, which the demonstration would replace"
        hint = "name another one with --folder"
        raise ConfigurationError([Problem(file=str(folder), message=message, hint=hint)])


def _clear(folder: Path) -> None:
    """Forget the last demonstration; only files that it made."""
    for suffix in ("", "-wal", "-shm"):
        (folder / (STORE + suffix)).unlink(missing_ok=True)
