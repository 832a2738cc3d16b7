"""Every entry of a lexicon held against its own sentences."""

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from processors.threats.find import find_threats
from processors.threats.values import Lexicon, Sense

Expected = Literal["match", "no match"]


class EntryResult(NamedTuple):
    """A sentence of an entry, what was expected of it, and what was found.

    `found` are the ids of the entries that did match, in text order, each once; `file` is the
    lexicon file the entry came from.
    """

    entry_id: str
    language: str
    sentence: str
    expected: Expected
    passed: bool
    found: tuple[str, ...]
    file: str


def check_entries(lexicon: Lexicon, ids: Collection[str] | None = None) -> list[EntryResult]:
    """Every entry of `lexicon`, or those of `ids`, against its `match` and `no_match` sentences.

    A sentence passes when something of the entry's category matches, or, for `no_match`, nothing
    does: another entry of the category may say the same. Entries come in the order of the files.
    """
    return [
        _result(name, sense, language, sentence, expected, lexicon)
        for name, sense in lexicon.senses.items()
        if ids is None or name in ids
        for expected, language, sentence in _sentences(sense)
    ]


def _sentences(sense: Sense) -> Iterator[tuple[Expected, str, str]]:
    for language, sentences in sense.table.match.items():
        for sentence in sentences:
            yield "match", language, sentence
    for language, sentences in sense.table.no_match.items():
        for sentence in sentences:
            yield "no match", language, sentence


def _result(
    name: str, sense: Sense, language: str, sentence: str, expected: Expected, lexicon: Lexicon
) -> EntryResult:
    matches = find_threats("", sentence, language=language, lexicon=lexicon)
    matched = sense.category in {match.category for match in matches}
    return EntryResult(
        entry_id=name,
        language=language,
        sentence=sentence,
        expected=expected,
        passed=matched == (expected == "match"),
        found=tuple(dict.fromkeys(match.term for match in matches)),
        file=sense.file,
    )
