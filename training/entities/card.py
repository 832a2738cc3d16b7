"""The model's card: what it was trained on, under which licence, and what it reaches."""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_SOURCES = Path(__file__).with_name("sources.toml")
_LABELS = ("PER", "ORG", "LOC", "MISC", "all")
_HEAD = """\
# The entity model of Tocsin

Finds persons, organisations, places and other names in Dutch, English, French, German and
Spanish news; reads Russian and Turkish, and less well Ukrainian and Arabic. One spaCy pipeline:
hashed words, beginnings, ends and shapes, lists of names and word vectors, four convolutions of
width {width}, and a transition-based parser. Made on {date} by `{command}`; {size:.1f} MB.

## Licence

The weights and `words.npz` may be passed on under **CC BY-SA 4.0** with the attributions below (the
code around them is Apache-2.0). All data were changed: converted, labels mapped, spans cut.

| files | source | by | licence | what was changed |
| --- | --- | --- | --- | --- |
"""
_FIGURES = """
## Figures

Exact span and label, F1 in per cent, of the whole pipeline as shipped (model, lexicon, consistency
in a document); armed groups count as organisations. Test files, measured once after training; sets
marked with * may be used for evaluation only and had no part in training or in any choice.

| test | sentences' language | PER | ORG | LOC | MISC | all | precision | recall |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
"""
_CONVENTIONS = """
## What counts as a name

Governments named by their country or capital are LOC; media and platforms ORG; nationalities,
events and products MISC. In a compound with a hyphen only the name part counts (`IS-aanslag`).
Armed groups are ORG here; the lexicon of Tocsin makes them GROUP.
"""


def write(folder: Path, rows: Iterable[Mapping[str, Any]], *, command: str) -> None:
    """Write CARD.md and figures.json into the folder of the model that the rows speak of."""
    rows = list(rows)
    config = (folder / "config.cfg").read_text("utf-8")
    head = _HEAD.format(
        width=config.partition("\nwidth = ")[2].partition("\n")[0],
        date=datetime.now(UTC).date(),
        command=command,
        size=sum(file.stat().st_size for file in _model_files(folder)) / 1e6,
    )
    text = head + _sources() + _FIGURES + _table(rows) + _CONVENTIONS
    (folder / "CARD.md").write_text(text, "utf-8")
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "figures.json").write_text(f"[\n{lines}\n]\n", "utf-8")


def _model_files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and file.name != "CARD.md"]


def _sources() -> str:
    sources: Sequence[Mapping[str, str]] = tomllib.loads(_SOURCES.read_text("utf-8"))["source"]
    keys = ("sets", "name", "by", "licence", "changes")
    return "".join(f"| {' | '.join(source[key] for key in keys)} |\n" for source in sources)


def _table(rows: Sequence[Mapping[str, Any]]) -> str:
    tests: dict[tuple[str, str], dict[str, Mapping[str, Any]]] = {}
    for row in rows:
        tests.setdefault((row["file"], row["language"]), {})[row["label"]] = row
    return "".join(_line(file, language, found) for (file, language), found in tests.items())


def _line(file: str, language: str, found: Mapping[str, Mapping[str, Any]]) -> str:
    name = file.removesuffix(".jsonl.gz")
    star = "*" if name.startswith(("conll", "wikineural", "ner_uk2", "newsfane")) else ""
    f1 = [f"{100 * found[label]['f1']:.1f}" if label in found else "-" for label in _LABELS]
    both = [f"{100 * found['all'][key]:.1f}" for key in ("precision", "recall")]
    return f"| {name}{star} | {language} | {' | '.join([*f1, *both])} |\n"
