"""Text that a person copied from a site: its title, date and body are found in the text itself."""

import re

import msgspec

from producers.clean.body import clean, join
from producers.clean.lines import TOP_LINES, is_headline, noise
from producers.clean.phrases import kinds_of
from producers.published import find_date
from producers.text import harmless
from tocsin.model import Published

LONGEST_TITLE = 200  # characters
SHORTEST_SENTENCE = 25  # a shorter first sentence is an exclamation or ends in an abbreviation
_HEADER = re.compile(r"\ufeff?\s*(?:date|datum):?\s+\d{4}-\d{2}(?:-\d{2})?\b[ \t]*", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…]['\"’”»)]*(?=\s+['\"‘“«(¿¡]*[^\W\d_a-zà-ÿ]|\s*$)")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Z]|[A-Za-z]{1,3}|prof|nr|resp|ing|drs)\.$")


class Pasted(msgspec.Struct, frozen=True, kw_only=True):
    """What a pasted text was found to be; `published` is None when it does not say."""

    title: str
    body: str
    published: Published | None = None


def read_pasted(text: str, *, timezone: str = "UTC") -> Pasted:
    """The title, date and body of a pasted article; never raises.

    The title is the first line that reads like a headline and is left out of the body; without
    one it is the first sentence, which the body keeps.
    """
    text = harmless(text).removeprefix("\ufeff")
    published = find_date(text, timezone=timezone)
    lines = (
        _HEADER.sub("", text, count=1).splitlines() if _HEADER.match(text) else text.splitlines()
    )
    number = headline(lines)
    if number is None:
        body = clean("\n".join(lines))
        return Pasted(title=first_sentence(body), body=body, published=published)
    marks = noise(lines)
    kept = [
        line.rstrip() for place, line in enumerate(lines) if place > number and not marks[place]
    ]
    return Pasted(title=lines[number].strip()[:LONGEST_TITLE], body=join(kept), published=published)


def headline(lines: list[str]) -> int | None:
    """The number of the line that is the headline, None when the text begins without one.

    Above an outlet's line stands the caption of a picture, if a headline follows that line.
    """
    marks = noise(lines)
    shown = [place for place, line in enumerate(lines) if line.strip()][:TOP_LINES]
    candidates = [place for place in shown if not marks[place]]
    outlet = next((place for place in shown if "outlet" in kinds_of(lines[place])), None)
    below = [place for place in candidates if outlet is not None and place > outlet]
    if below and _is_title(lines, below[0]):
        return below[0]
    return candidates[0] if candidates and _is_title(lines, candidates[0]) else None


def first_sentence(text: str) -> str:
    """The first sentence, cut at a word when it is longer than a title may be."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    for found in _SENTENCE.finditer(line[: LONGEST_TITLE * 2]):
        if found.end() >= SHORTEST_SENTENCE and not _ABBREVIATION.search(line[: found.start() + 1]):
            line = line[: found.end()]
            break
    return _cut(line)


def _cut(line: str) -> str:
    if len(line) <= LONGEST_TITLE:
        return line
    cut = line[:LONGEST_TITLE]
    return cut.rpartition(" ")[0].rstrip(" ,;:") or cut


def _is_title(lines: list[str], place: int) -> bool:
    """A headline has text below it."""
    return is_headline(lines[place]) and any(line.strip() for line in lines[place + 1 :])
