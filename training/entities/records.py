"""The data as they lie in a folder: one JSON object a line, gzipped, one file a set and split."""

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

Mention = tuple[int, int, str]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence: `ents` are its names (start, end, label), `miss` places whose label is unknown.

    Offsets count code points, ends are exclusive. `nomisc`: the set marks no MISC, so that a
    capitalised word outside a name is unknown. `doc` is the article it stood in.
    """

    text: str
    ents: list[Mention] = []
    miss: list[tuple[int, int]] = []
    nomisc: int = 0
    doc: str = ""


def read(folder: Path, name: str, split: str) -> list[Record]:
    """The sentences of one set (`ud.nl`) in one split (`train`); empty if there is no such file."""
    path = folder / f"{name}.{split}.jsonl.gz"
    if not path.is_file():
        return []
    with gzip.open(path, "rb") as file:
        return list(lines(file))


def lines(file: Iterable[bytes]) -> Iterator[Record]:
    """The sentences of an open file."""
    for line in file:
        yield msgspec.json.decode(line, type=Record)


def language(name: str) -> str:
    """`nl` of `ud.nl`."""
    return name.rpartition(".")[2]
