"""The numbers in a sentence that may count people: no ages, dates, times, sums or addresses."""

import re
from collections.abc import Mapping

from processors.threats.hits import Hits
from processors.threats.text import Sentence

# What makes a number no count: years, euros or shots right after it, `flight` right before.
_MEASURED, _NAMED = "@measure", "@before_number"
_MONTH, _STREET, _PERSON = "@month", "@street", "@person"
# No single event in the news has more dead; a larger number is a sum.
_LARGEST = 500_000
_OLDEST = 120
# `1,200`, `1.200` and `1 200` are one number; `3.5`, `09:30` and `14h30` are none that counts.
_GROUPED = re.compile(r"(?<![\d.,:])\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+(?![\d.,:]?\d)")
_PART = re.compile(r"\d[.,:]$")
_FOLLOWED = re.compile(r"[.,:]\d|\s?[%‰°€$£¥]")
_SIGN = re.compile(r"[€$£¥§#]\s?$")


def counts(sentence: Sentence, text: str, hits: Hits, numbers: Mapping[str, int]) -> dict[int, int]:
    """The numbers by the place of their (first) word in `sentence`, a part of `text`.

    `numbers` are number words by folded form.
    """
    values = _values(sentence, text, numbers)
    starts = {symbol: {hit.first for hit in hits.get(symbol, ())} for symbol in (_MEASURED, _MONTH)}
    kept: dict[int, int] = {}
    measured: set[int] = set()
    for at in sorted(values, reverse=True):
        hyphened = text[sentence[at].end : sentence[at].end + 1] == "-"
        other = (
            at + 1 in starts[_MEASURED]
            or (hyphened and at + 1 in measured)
            or _is_date(at, sentence, text, hits, starts[_MONTH])
            or _is_name(at, sentence, text, hits)
            or _is_age(values[at], at, sentence, text)
            or _is_part(at, sentence, text)
        )
        if other:
            measured.add(at)
        else:
            kept[at] = values[at]
    return kept


def _values(sentence: Sentence, text: str, numbers: Mapping[str, int]) -> dict[int, int]:
    found = {at: one for at, word in enumerate(sentence) if (one := _number(word.text, numbers))}
    places = {word.start: at for at, word in enumerate(sentence)}
    for group in _GROUPED.finditer(text, sentence[0].start, sentence[-1].end):
        at = places.get(group.start())
        if at is None:
            continue
        value = int(re.sub(r"\D", "", group[0])) if len(group[0]) <= 9 else 0
        for inside in range(at, at + len(re.findall(r"\d+", group[0]))):
            found.pop(inside, None)
        if 0 < value <= _LARGEST:
            found[at] = value
    return found


def _number(word: str, numbers: Mapping[str, int]) -> int:
    if word.isascii() and word.isdigit() and len(word) <= 6:
        value = int(word)
        is_year = len(word) == 4 and 1900 <= value < 2100
        return value if value <= _LARGEST and not is_year else 0
    return numbers.get(word, 0)


def _is_date(at: int, sentence: Sentence, text: str, hits: Hits, months: set[int]) -> bool:
    """`12 March`, `12 de marzo`; `March 12` too unless people follow it."""
    if not sentence[at].text.isdigit():
        return False
    # `may` is a verb, `May` a month.
    named = {one for one in months if not text[sentence[one].start].islower()} | {
        one for one in months if len(sentence[one].text) > 3
    }
    after = at + 2 if at + 1 < len(sentence) and sentence[at + 1].text == "de" else at + 1
    people = any(hit.first == at + 1 for hit in hits.get(_PERSON, ()))
    return after in named or (at - 1 in named and not people)


def _is_name(at: int, sentence: Sentence, text: str, hits: Hits) -> bool:
    """`flight 12`, `Kerkstraat 12`, `calle Mayor 12`, `12 Baker Street`, `12, rue Monge`."""
    named = {hit.last for hit in hits.get(_NAMED, ())}
    streets = {hit.first for hit in hits.get(_STREET, ())}
    if not sentence[at].text.isdigit():
        return False
    if at - 1 in named or at - 1 in streets or at + 1 in streets:
        return True
    before = at >= 2 and at - 2 in streets and _is_capital(at - 1, sentence, text)
    return before or (at + 2 in streets and _is_capital(at + 1, sentence, text))


def _is_age(value: int, at: int, sentence: Sentence, text: str) -> bool:
    """A number in brackets or between commas after a name: `Quispe (47)`, `Quispe, 47, died`."""
    word = sentence[at]
    if not word.text.isdigit() or value > _OLDEST or not _is_capital(at - 1, sentence, text):
        return False
    before, after = text[max(0, word.start - 2) : word.start], text[word.end : word.end + 1]
    bracketed = before[-1:] == "(" and after in {")", ","}
    between = before.strip() == "," and after in {",", ".", "", ")", ";"}
    return bracketed or between


def _is_part(at: int, sentence: Sentence, text: str) -> bool:
    """Digits of a decimal, a time, a percentage, a temperature or a sum of money."""
    word = sentence[at]
    if not word.text.isdigit():
        return False
    before = text[max(0, word.start - 2) : word.start]
    if _PART.search(before) or _SIGN.search(before):
        return True
    found = _FOLLOWED.match(text, word.end)
    return bool(found) and not _GROUPED.match(text, word.start)


def _is_capital(at: int, sentence: Sentence, text: str) -> bool:
    return at >= 0 and text[sentence[at].start].isupper()
