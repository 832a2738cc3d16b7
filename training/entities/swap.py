"""Other names in the same sentences: so the model learns what stands around a name."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from training.entities.records import Record, language

Pools = dict[str, list[str]]
_SWAPPED = ("PER", "LOC", "ORG")
_SHORTEST = 3


def pools(sets: Mapping[str, list[Record]], names: Iterable[str]) -> dict[str, Pools]:
    """By language and label the different names in those sets, the given names apart."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for name in names:
        for record in sets.get(name, ()):
            for start, end, label in record.ents:
                mention = record.text[start:end]
                if label in _SWAPPED and mention[:1].isupper() and len(mention) >= _SHORTEST:
                    kind = f"{label}{_kind(mention)}"
                    found[language(name)][kind][mention] = None
    return {
        code: {kind: sorted(mentions) for kind, mentions in kinds.items()}
        for code, kinds in found.items()
    }


def _kind(mention: str) -> str:
    """Names of one word, of several and in capitals are not swapped for one another."""
    return "caps" if mention.isupper() else "long" if " " in mention else "word"


def swapped(record: Record, pool: Pools, share: float, rnd: random.Random) -> Record:
    """The sentence with about `share` of its persons, places and organisations replaced."""
    pieces: list[str] = []
    ents, moved = [], []
    at = length = 0
    for start, end, label in sorted(record.ents):
        if start < at:
            continue
        mention = _other(record.text[start:end], label, pool, share, rnd)
        pieces += [record.text[at:start], mention]
        moved.append((at, start, length - at))
        length += start - at
        ents.append((length, length + len(mention), label))
        length, at = length + len(mention), end
    moved.append((at, len(record.text), length - at))
    text = "".join([*pieces, record.text[at:]])
    return msgspec.structs.replace(record, text=text, ents=ents, miss=_moved(record, moved))


def _moved(record: Record, moved: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The unknown places, each moved with the stretch between names that it lies in."""
    return [
        (start + by, end + by)
        for start, end in record.miss
        for first, last, by in moved
        if first <= start and end <= last
    ]


def _other(mention: str, label: str, pool: Pools, share: float, rnd: random.Random) -> str:
    names = pool.get(f"{label}{_kind(mention)}")
    if not names or rnd.random() >= share or not mention[:1].isupper():
        return mention
    return rnd.choice(names)
