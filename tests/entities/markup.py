"""Texts with their names marked: `[text](LABEL)` or `[text](LABEL: canonical name)`.

The conventions are those of the shipped model's card: governments named by country or capital are
LOC, media and platforms ORG, nationalities MISC, and of a compound with a hyphen only the name part
counts. In the sentence files `#` begins a comment; an article's first line is its title.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

HERE = Path(__file__).parent
_MARK = re.compile(r"\[([^\]]+)\]\(([A-Z]+)(?:: ([^)]+))?\)")


class Marked(msgspec.Struct, frozen=True, kw_only=True):
    """A name at `text[start:end]`, its label and the name that it should be known by."""

    start: int
    end: int
    label: str
    name: str


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A text without its markup, and the names in it."""

    language: str
    text: str
    marked: tuple[Marked, ...]


def unmark(source: str, language: str) -> Text:
    """The text that was marked."""
    text, at, marked = "", 0, []
    for match in _MARK.finditer(source):
        text += source[at : match.start()]
        surface, label, name = match.groups()
        end = len(text) + len(surface)
        marked.append(Marked(start=len(text), end=end, label=label, name=name or surface))
        text += surface
        at = match.end()
    return Text(language=language, text=text + source[at:], marked=tuple(marked))


def sentences() -> Iterator[Text]:
    """All sentences, language by language."""
    for path in sorted((HERE / "sentences").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                yield unmark(line, path.stem)


def articles() -> Iterator[tuple[Text, Text]]:
    """Title and body of each article."""
    for path in sorted((HERE / "articles").glob("*.txt")):
        title, _, body = path.read_text("utf-8").partition("\n\n")
        language = path.stem[:2]
        yield unmark(title, language), unmark(body.rstrip("\n"), language)
