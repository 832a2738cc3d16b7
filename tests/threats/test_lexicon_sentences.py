"""Every entry's own sentences, as its file gives them."""

from collections.abc import Iterator

import pytest

from processors.threats import Lexicon, find_threats, load_lexicon

LEXICON = load_lexicon()


def _sentences(kind: str) -> Iterator[tuple[str, str, str]]:
    for name, sense in LEXICON.senses.items():
        by_language = sense.table.match if kind == "match" else sense.table.no_match
        for language, texts in by_language.items():
            for text in texts:
                yield name, language, text


@pytest.mark.parametrize(("entry", "language", "text"), list(_sentences("match")))
def test_an_entry_finds_its_own_sentences(
    entry: str, language: str, text: str, lexicon: Lexicon
) -> None:
    matches = find_threats("", text, language=language, lexicon=lexicon)
    category = lexicon.senses[entry].category
    assert category in {match.category for match in matches}


@pytest.mark.parametrize(("entry", "language", "text"), list(_sentences("no_match")))
def test_an_entry_leaves_the_sentences_it_must_not_match(
    entry: str, language: str, text: str, lexicon: Lexicon
) -> None:
    matches = find_threats("", text, language=language, lexicon=lexicon)
    assert lexicon.senses[entry].category not in {match.category for match in matches}


def test_every_entry_with_words_has_a_sentence_of_its_own(lexicon: Lexicon) -> None:
    assert not [name for name, sense in lexicon.senses.items() if not sense.table.match]
