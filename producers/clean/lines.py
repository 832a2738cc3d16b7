"""Which lines of an article are noise."""

import re
from collections.abc import Sequence

from producers.clean.captions import is_caption
from producers.clean.phrases import fold, kinds_of
from producers.published.read import date_of_line

TOP_LINES = 10  # lines with text above which an article has certainly begun
HEADLINE = 200  # characters; longer lines are paragraphs
LINKS_AFTER_HEADING = 6
_SEPARATOR = re.compile(r"[\s•·|*_=~#›»>–—-]+")
_TODAY = (
    r"(?:vandaag|gisteren|vanmorgen|vanmiddag|vanavond|today|yesterday|aujourd'hui|hier|heute|gestern|hoy|"
    r"ayer)"
)
_TIME_OF_DAY = r"\d{1,2}(?:\s?[:.uh]\s?\d{2})(?:\s?(?:uur|uhr|h|am|pm|[ap]\.m\.|cet|cest|gmt))?"
_COUNT = (
    r"(?:\d{1,3}|een|an?|une?|einer|una?)\s"
    r"(?:min\w*|uur|uren|dag(?:en)?|hours?|days?|heures?|jours?|stunden?|tag(?:en?)?|horas?|d[ií]as?)"
)
# A time alone on its line: `12u27`, `Gisteren, 08:15`, `3 uur geleden`.
_CLOCK = re.compile(
    rf"(?:(?:gepubliceerd|aangepast|bijgewerkt|updated?|published|publié|stand)\s?:?\s)?"
    rf"(?:{_TODAY}(?:,?\s(?:(?:om|at|à|um|a\slas)\s)?{_TIME_OF_DAY})?"
    rf"|(?:(?:om|at|à|um|a\slas)\s)?{_TIME_OF_DAY}"
    rf"|{_COUNT}\s(?:geleden|ago)|(?:vor|hace|il\sy\sa)\s{_COUNT})\.?"
)
_MINUTES = r"\d{1,3}\s?(?:-|\s)?(?:min(?:uten|utes|utos|uut|ute|uto)?\b\.?|')"
_READING = re.compile(
    rf"(?:(?:leestijd|reading\stime|temps\sde\slecture|lesezeit|lesedauer|tiempo\sde\slectura|duur)\s?:?"
    rf"\s*(?:ca\.?\s|±\s?|about\s|environ\s)?{_MINUTES}"
    rf"|(?:ca\.?\s|±\s?)?{_MINUTES}\s?(?:leestijd|lezen|leestĳd|read|reading\stime|de\slecture|lesezeit|"
    rf"lesedauer|de\slectura))"
)
_BULLET = re.compile(r"\s*[•·|]\s*")
_ENDS_SENTENCE = re.compile(r"[.!?…:;,]['\"’”»)]*$")


def noise(lines: Sequence[str], *, started: bool = False) -> list[bool]:
    """For each line, whether it is noise (blank lines are not).

    `started` says that no headline stands above: then nothing counts as the top of an article.
    """
    marks = [False] * len(lines)
    top = -1 if started else _top(lines)
    for number, line in enumerate(lines):
        if line.strip() and not marks[number]:
            kinds = _kinds(line, top=number <= top)
            marks[number] = bool(kinds)
            if "related" in kinds:
                _mark_links(lines, number, marks)
    return marks


def is_headline(line: str) -> bool:
    """True for a line short enough for a headline that does not end as a sentence does."""
    line = line.strip()
    return 0 < len(line) <= HEADLINE and not _ENDS_SENTENCE.search(line)


def _kinds(line: str, *, top: bool) -> frozenset[str]:
    if is_caption(line):
        return frozenset(("caption",))
    folded = fold(line)
    if _READING.fullmatch(folded) or _CLOCK.fullmatch(folded):
        return frozenset(("time",))
    if _SEPARATOR.fullmatch(line):
        return frozenset(("separator",))
    kinds = kinds_of(line) or kinds_of(_BULLET.split(line.strip(), maxsplit=1)[0]) & {"outlet"}
    if top and not kinds and date_of_line(line) is not None:
        return frozenset(("date",))
    return kinds if top else kinds - {"section"}


def _top(lines: Sequence[str]) -> int:
    """The number of the last line above the first paragraph."""
    seen = 0
    for number, line in enumerate(lines):
        seen += bool(line.strip())
        if seen > TOP_LINES or (len(line) > HEADLINE and not is_caption(line)):
            return number - 1
    return len(lines) - 1


def _mark_links(lines: Sequence[str], heading: int, marks: list[bool]) -> None:
    """Mark the links below a bare `Lees ook`: the lines that follow it at once, or one block.

    A heading that holds its link on the same line (`Lees ook: ...`) has none below it.
    """
    if ":" in lines[heading].strip().rstrip(":") or len(lines[heading].split()) > 6:
        return
    number = heading + 1
    while number < len(lines) and not lines[number].strip():
        number += 1
    last = min(len(lines), number + LINKS_AFTER_HEADING)
    while number < last and is_headline(lines[number]):
        marks[number] = True
        number += 1
