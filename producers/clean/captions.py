"""Captions of pictures, told by the credit they end with."""

import re

LONGEST_CAPTION = 400  # characters
LONGEST_CREDIT = 90
LONGEST_DESCRIPTION = 250  # of the picture, before the credit
MOST_SENTENCES = 2
_QUOTES = frozenset('"“”„«»')
_AGENCIES = frozenset(
    "anp afp ap epa efe dpa reuters getty belga associated shutterstock istock novum alliance imago"
    " tass xinhua anadolu sipa abaca maxppp zuma bloomberg keystone apa alamy magnum vidiphoto rex"
    " nurphoto ukrinform sputnik ritzau ntb ansa lapresse lehtikuva kyodo unsplash pixabay"
    " wikimedia belgaimage agency press images hollandse hoogte pa europa media wire".split()
)
_LABEL = re.compile(
    r"(?<!\w)(?:(?P<mark>©|\([cC]\)|Copyright)|(?P<word>Beeld(?:bewerking)?|Foto(?:'s|grafie|graaf|s)?|"
    r"Photo(?:s|graph|graphie)?(?:\s(?:by|credit|par))?|Picture|Image(?:s|\ssource|\scredit)?|"
    r"Bild(?:quelle|nachweis)?|Cr[ée]dits?(?:\sphotos?)?|Imagen|BEELD|FOTO|PHOTO|IMAGE|BILD)|"
    r"(?P<source>Bron|Source|Quelle|Fuente))(?P<colon>\s?:)?\s*"
)
# Words in lower case that stand inside names or between them.
_SMALL = frozenset(
    "van de der den het 't ten ter von zu du des di da do la le el al los bin via voor for par für"
    " por en and et und y by door of the of/".split()
)
_STOPS = ".!?…)\"'”’»:|(/–—-,"


def is_caption(line: str) -> bool:
    """True when a line ends with the credit of a picture, or is nothing but one.

    A credit is a word such as `Beeld`, `Foto:` or `©` at the start or behind a stop, and then only
    names up to the end of the line. A line that holds a passage or a quotation before it is text.
    """
    line = line.strip()
    if not line or len(line) > LONGEST_CAPTION:
        return False
    if _all_agencies(line):
        return True
    start = max(0, len(line) - LONGEST_CREDIT)
    return any(_is_credit(line, found) for found in _LABEL.finditer(line, start))


def _is_credit(line: str, label: "re.Match[str]") -> bool:
    names = line[label.end() :].strip(" .)(]")
    if not names or not _are_names(names):
        return False
    marked = label["mark"] or label["colon"] or _names_agency(names)
    if line[: label.start()].strip():
        is_name = bool(marked) or len(names.split()) > 1
        return is_name and not label["source"] and _is_description(line[: label.start()])
    # At the start of a line a bare word may be the first of a headline.
    return bool(marked)


def _is_description(before: str) -> bool:
    """A sentence or two without quotes, a stop, and a space: what is glued to text is text."""
    stop = before.rstrip()[-1]
    return (
        (before[-1].isspace() or stop in "(|/")
        and stop in _STOPS
        and len(before) <= LONGEST_DESCRIPTION
        and len(re.findall(r"[.!?…](?=\s)", before)) <= MOST_SENTENCES
        and _QUOTES.isdisjoint(before)
    )


def _are_names(text: str) -> bool:
    words = re.findall(r"[^\s/|,&+]+", text)
    return 0 < len(words) <= 10 and not words[0].islower() and all(_is_name(word) for word in words)


def _is_name(word: str) -> bool:
    first = word.lstrip("(['\"‘“@")[:1]
    known = word in _SMALL or word in "–—-" or word.strip(".,()").casefold() in _AGENCIES
    return known or first.isupper() or "." in word.strip(".")


def _names_agency(text: str) -> bool:
    return any(word.casefold() in _AGENCIES for word in re.findall(r"\w+", text))


def _all_agencies(line: str) -> bool:
    """`ANP`, `AFP / Getty Images`: a line of agencies and nothing else."""
    words = re.findall(r"\w+", line) if len(line) <= LONGEST_CREDIT else []
    return 0 < len(words) <= 6 and all(
        word.casefold() in _AGENCIES and not word.islower() for word in words
    )
