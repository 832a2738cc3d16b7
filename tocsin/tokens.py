"""One tokeniser for documents and queries: pure, linear, offsets into the original text.

A token is folded: small letters, no diacritics, straight quotes, no invisible characters. It holds
letters, digits and combining marks, and between them `-`, `'` and `.` only; never white space. So
any index that splits at spaces sees the same tokens. Chinese characters and kana, written
without spaces, are tokens one by one.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple


class Token(NamedTuple):
    """`text` is the folded word; `start` and `end` (code points, exclusive) where it came from."""

    text: str
    start: int
    end: int


# Elasticsearch's whitespace tokenizer cuts at 255 characters; a whole that would be longer is
# given as its parts only, and a run of letters without any break is cut at _RUN.
_LONGEST = 200
_RUN = 80

# Invisible characters inside words: soft hyphen, zero-width space, joiners, marks of direction.
_INVISIBLE = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
_HYPHENS = "\\-\u2010\u2011\ufe63\uff0d"
_QUOTES = "'`\u00b4\u02b9\u02bb\u02bc\u02c8\u2018\u2019\u201b\u2032\uff07"

# Marks that are no part of a letter's identity: Latin, Greek, Cyrillic, Hebrew, Arabic, selectors.
# Those of Indic scripts, Thai and kana are, and stay.
_DIACRITICS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
_TATWEEL = "\u0640"  # stretches an Arabic word, says nothing

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i",
        "æ": "ae", "œ": "oe", "ĸ": "k", "ŋ": "n", "ſ": "s",
        "\u0649": "\u064a", "\u06cc": "\u064a", "\u06a9": "\u0643",  # one yeh, one kaf
    }
)  # fmt: skip
# Cyrillic and Greek letters that look like Latin ones, used to hide a Latin word.
_LOOKALIKES = str.maketrans("авекмнорстухѕіјԁԛԝһαορτυνικ", "abekmhopctyxsijdqwhaoptuvik")
_MIXED = re.compile(r"(?=\w*[a-z])(?=\w*[\u0370-\u03ff\u0400-\u052f])\w+")

_MARKS = "".join(
    chr(code) for code in range(0x300, 0x1F000) if unicodedata.category(chr(code))[0] == "M"
)
_SPACELESS = "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


def _word_pattern(inner: str, alone: str) -> re.Pattern[str]:
    """A word of letters and digits followed by `inner` ones, joined by hyphens, quotes and dots.

    A dot joins digits, and single letters (`U.N.`). Characters of `alone` are words by themselves.
    """
    piece = rf"\w[\w{inner}]{{0,{_RUN - 1}}}+"  # possessive: nothing is ever tried twice
    joint = rf"(?=[.{_QUOTES}{_HYPHENS}])(?:[{_QUOTES}]|[.]?[{_HYPHENS}]|(?<=\b\w)[.](?=\w\b))++"
    return re.compile(rf"{alone}\d+(?:[.]\d+)+(?!\w)|{piece}(?:{joint}{piece})*+")


_ANY_WORD = _word_pattern(_MARKS + _INVISIBLE, rf"[{_SPACELESS}]|")
# The same for text that is all in Windows-1252, as most European text is; three times as quick.
_WESTERN_WORD = _word_pattern("\u00ad", "")
_HYPHEN = re.compile(rf"(?:[.]|[{_QUOTES}])*[{_HYPHENS}]+")
# French, Italian and Catalan articles and pronouns that lost their vowel: two words in one.
_ELISION = re.compile(
    rf"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|nell|dall|sull|all|un)[{_QUOTES}]"
    rf"(?=[aeiouyh\u00e0-\u00f6\u00f8-\u00ff\u0153])",
    re.IGNORECASE,
)
_TO_DROP = re.compile(rf"[{_DIACRITICS}{_INVISIBLE}{_TATWEEL}]+")
_QUOTE = re.compile(f"[{_QUOTES}]")
_ANY_HYPHEN = re.compile(f"[{_HYPHENS}]")
_JOINT = re.compile(r"['.]*-['.\-]*")
_FOREIGN = re.compile(rf"[^\w{_MARKS}'.\-]|_")


def fold(text: str) -> str:
    """The text without case, diacritics, invisible characters and variants of quote and hyphen.

    Folding twice changes nothing more. White space and punctuation stay.
    """
    if text.isascii():
        return text.lower().replace("`", "'")
    folded = _fold_once(text)
    for _ in range(3):  # a compatibility form may unfold to what folds again; 3 is never reached
        again = _fold_once(folded)
        if again == folded:
            break
        folded = again
    return folded


def tokenize(text: str) -> list[Token]:
    """Folded words in text order, hyphened words as their parts: what phrases are matched on."""
    return _tokens(text, _parts)


def words(text: str) -> list[Token]:
    """Folded words in text order, hyphened words whole."""
    return _tokens(text, _wholes)


def forms(text: str) -> set[str]:
    """The distinct unfolded words of a text, for work that is done once per form."""
    return set(_pattern(text).findall(text.replace("_", " ")))


def _tokens(text: str, split: Callable[[str, int, int], Iterable[Token]]) -> list[Token]:
    found: list[Token] = []
    for match in _pattern(text).finditer(text.replace("_", " ")):  # `_` is a letter to `re` only
        word, (start, end) = match.group(), match.span()
        if word.isalnum():
            folded = word.lower() if word.isascii() else _fold_cached(word)[:_LONGEST]
            if folded:
                found.append(Token(folded, start, end))
            continue
        for part in _without_elision(text, start, end):
            found.extend(split(text, *part))
    return found


def _pattern(text: str) -> re.Pattern[str]:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return _ANY_WORD
    return _WESTERN_WORD


def _without_elision(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    elided = _ELISION.match(text, start, end)
    if elided:
        yield start, elided.end() - 1
        start = elided.end()
    yield start, end


def _wholes(text: str, start: int, end: int) -> Iterator[Token]:
    token = Token(_fold_word(text[start:end]), start, end) if end - start <= _LONGEST else None
    if token is None or len(token.text) > _LONGEST:
        yield from _parts(text, start, end)
    elif token.text:
        yield token


def _parts(text: str, start: int, end: int) -> Iterator[Token]:
    for piece_start, piece_end in _pieces(text, start, end):
        folded = _fold_word(text[piece_start:piece_end])
        if folded:
            yield Token(folded[:_LONGEST], piece_start, piece_end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for hyphen in _HYPHEN.finditer(text, start, end):
        yield start, hyphen.start()
        start = hyphen.end()
    while end - start > _LONGEST:  # a chain of apostrophes or dots
        yield start, start + _LONGEST
        start += _LONGEST
    yield start, end


def _fold_word(word: str) -> str:
    if word.isascii():
        return _trim(word.lower().replace("`", "'"))
    return _fold_cached(word)


@lru_cache(maxsize=1 << 16)
def _fold_cached(word: str) -> str:
    return _trim(_FOREIGN.sub("", fold(word)))


def _trim(word: str) -> str:
    """Quotes and dots before a hyphen go: `'IS'-strijder` is `is-strijder`."""
    if "-" in word:
        word = _JOINT.sub("-", word)
    return word.strip("-'.")


def _fold_once(text: str) -> str:
    text = _QUOTE.sub("'", text)
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    text = _TO_DROP.sub("", text).translate(_LETTERS)
    text = _MIXED.sub(_latin, unicodedata.normalize("NFC", text))
    return _ANY_HYPHEN.sub("-", _QUOTE.sub("'", text))


def _latin(match: re.Match[str]) -> str:
    return match.group().translate(_LOOKALIKES)
