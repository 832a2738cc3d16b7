"""Which sentences a pass over the data holds: by weight, some varied."""

import random
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from training.entities.records import Record, language, read
from training.entities.swap import Pools, pools, swapped

_FILE = Path(__file__).with_name("mixture.toml")
# Sets that came without a dev split: the last of their sentences are kept for it.
_HELD_OUT = {"ancora.es": 0.08, "gum.en": 0.08}


# Sentences that become one text, each with its language.
Group = list[tuple[Record, str]]


class Swap(msgspec.Struct, frozen=True, kw_only=True):
    """Of `sets` this share of `sentences` has this share of its `mentions` swapped."""

    sets: frozenset[str]
    sentences: float
    mentions: float


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """Shares of sentences set in capitals or in small letters."""

    capitals: float
    small: float


class Mixture(msgspec.Struct, frozen=True, kw_only=True):
    """`mixture.toml`, which explains the fields."""

    weight: dict[str, float]
    swap: Swap
    case: Case


def load(path: Path = _FILE) -> Mixture:
    """The mixture in a file."""
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Mixture)


class Data(msgspec.Struct, frozen=True, kw_only=True):
    """The training sentences by set, and by language the names in them to swap with."""

    sets: Mapping[str, list[Record]]
    pools: Mapping[str, Pools]
    mixture: Mixture


def prepare(folder: Path, mixture: Mixture) -> Data:
    """Read all training sets that the mixture names."""
    sets = {name: _kept(name, read(folder, name, "train")) for name in mixture.weight}
    return Data(sets=sets, pools=pools(sets, mixture.swap.sets), mixture=mixture)


def dev_sets(folder: Path, names: Mapping[str, float]) -> dict[str, list[Record]]:
    """The sentences to choose by: dev files, and what is held out where there is none."""
    held = {
        name: read(folder, name, "train")[-_held_out(name, read(folder, name, "train")) :]
        for name in _HELD_OUT
    }
    return {name: records for name in names if (records := read(folder, name, "dev"))} | held


def _held_out(name: str, records: list[Record]) -> int:
    return int(len(records) * _HELD_OUT.get(name, 0))


def _kept(name: str, records: list[Record]) -> list[Record]:
    return records[: len(records) - _held_out(name, records)]


def one_pass(data: Data, rnd: random.Random) -> list[Group]:
    """Groups of one to three sentences of one set (with its language) that become one text."""
    groups = [
        group for name in data.sets for group in _grouped(list(_chosen(data, name, rnd)), rnd)
    ]
    rnd.shuffle(groups)
    return groups


def _chosen(data: Data, name: str, rnd: random.Random) -> Iterator[tuple[Record, str]]:
    records, wanted = data.sets[name], int(len(data.sets[name]) * data.mixture.weight[name])
    while wanted > 0:
        # Neighbours stay neighbours: a group reads like the article it came from.
        start = rnd.randrange(len(records))
        for record in (records[start:] + records[:start])[:wanted]:
            yield _varied(data, name, record, rnd), language(name)
        wanted -= len(records)


def _varied(data: Data, name: str, record: Record, rnd: random.Random) -> Record:
    swap, case = data.mixture.swap, data.mixture.case
    if name in swap.sets and rnd.random() < swap.sentences:
        record = swapped(record, data.pools[language(name)], swap.mentions, rnd)
    chance = rnd.random()
    if chance < case.capitals:
        return _recased(record, record.text.upper())
    return _recased(record, record.text.lower()) if chance < case.capitals + case.small else record


def _recased(record: Record, text: str) -> Record:
    """With the offsets as they are, so only where no letter became two (`ß`)."""
    same = len(text) == len(record.text)
    return msgspec.structs.replace(record, text=text) if same else record


def _grouped(chosen: list[tuple[Record, str]], rnd: random.Random) -> Iterator[Group]:
    at = 0
    while at < len(chosen):
        size = rnd.choice((1, 1, 2, 3))
        yield chosen[at : at + size]
        at += size
