"""The bundled site: its feeds, and how its files are served."""

import mimetypes
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from tocsin.model import Feed

SITE = Path(__file__).parent / "site"
_EXPECT = "expect"


class DemoSite(msgspec.Struct, frozen=True, kw_only=True):
    """`statuses` are the paths that answer something else than 200."""

    feeds: tuple[dict[str, Any], ...]
    content_types: dict[str, str]
    statuses: dict[str, int]
    filler: str

    def content_type(self, path: str) -> str:
        """What the server says a path is, true or not."""
        guessed = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return self.content_types.get(path, guessed)

    def feeds_at(self, base: str) -> tuple[Feed, ...]:
        """The feeds as a configuration would list them, served at `base`."""
        return tuple(_feed(row, base) for row in self.feeds)


def read_site() -> DemoSite:
    """What the files beside the site say of it."""
    feeds = tomllib.loads((SITE / "feeds.toml").read_text(encoding="utf-8"))["feed"]
    return DemoSite(
        feeds=tuple(feeds),
        content_types=tomllib.loads((SITE / "content_types.toml").read_text(encoding="utf-8")),
        statuses={row["path"]: 500 for row in feeds if row.get(_EXPECT) == "http_500"},
        filler=(SITE / "filler.txt").read_text(encoding="utf-8").strip(),
    )


def _feed(row: dict[str, Any], base: str) -> Feed:
    known = {key: value for key, value in row.items() if key not in ("path", _EXPECT)}
    return msgspec.convert(known | {"url": base + row["path"]}, Feed)
