"""Where places lie, for maps: only of names that mean one place wherever they are read."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("lexicon") / "geo.toml"


def coordinates(name: str) -> tuple[float, float] | None:
    """Degrees north and east (WGS 84) of a place by its canonical name.

    None for countries and regions, which are no points, and for names that several places share.
    """
    return _all().get(name)


@lru_cache(maxsize=1)
def _all() -> Mapping[str, tuple[float, float]]:
    places = tomllib.loads(_FILE.read_text("utf-8"))["coordinates"]
    return {name: (north, east) for name, (north, east) in places.items()}
