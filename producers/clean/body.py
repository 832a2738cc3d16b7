"""Noise out of a body: whole lines go, the text that stays is not touched."""

import re

from producers.clean.lines import noise
from tocsin.identity import normalise_text

_BLANKS = re.compile(r"\n{3,}")


def clean(text: str, *, title: str = "") -> str:
    """`text` without its noise lines, and without `title` where it stands above the text.

    Lines that stay are unchanged and in their order; runs of blank lines become one. A text that
    is nothing but noise is returned whole: too much is better than nothing.
    """
    lines = text.splitlines()
    marks = noise(lines)
    kept = [line.rstrip() for line, is_noise in zip(lines, marks, strict=True) if not is_noise]
    _drop_title(kept, title)
    return join(kept) or text.strip()


def join(lines: list[str]) -> str:
    """The lines as one text, blank lines single, none at the ends."""
    return _BLANKS.sub("\n\n", "\n".join(lines)).strip()


def _drop_title(lines: list[str], title: str) -> None:
    wanted = normalise_text(title).casefold()
    for number, line in enumerate(lines):
        if line.strip():
            if wanted and normalise_text(line).casefold() == wanted:
                del lines[number]
            return
