"""The sentences the classifier learns from: `sentences/<language>_<writer>.tsv`, ours.

A line has categories (joined by commas, `-` for a harmless sentence), status, kind (`p` plain, `o`
oblique) and the sentence, separated by tabs. An oblique threat is followed by its harmless twin.
"""

from pathlib import Path
from typing import NamedTuple, cast

from tocsin.model import CATEGORIES, Category

FOLDER = Path(__file__).parent / "sentences"


class Example(NamedTuple):
    """A sentence and what it is; a harmless one has no categories and the status `-`."""

    language: str
    text: str
    categories: tuple[Category, ...]
    status: str
    oblique: bool


def read_examples(folder: Path = FOLDER) -> list[Example]:
    """All lines of all files, in order. Raises ValueError with file and line for a bad one."""
    return [
        _example(line, path, number)
        for path in sorted(folder.glob("*.tsv"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]


def _example(line: str, path: Path, number: int) -> Example:
    columns = line.split("\t")
    if len(columns) != 4:
        raise ValueError(f"{path.name}:{number}: expected 4 columns, found {len(columns)}")
    names, status, kind, text = (column.strip() for column in columns)
    categories = () if names == "-" else tuple(name.strip() for name in names.split(","))
    unknown = set(categories) - set(CATEGORIES)
    if unknown or kind not in {"p", "o"}:
        raise ValueError(f"{path.name}:{number}: unknown category or kind: {names} {kind}")
    language = path.stem.partition("_")[0]
    return Example(language, text, cast("tuple[Category, ...]", categories), status, kind == "o")
