import re
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.tokens import Token, fold, forms, tokenize, words

HOSTILE = [
    "a" * 1_000_000,
    "é" * 1_000_000,
    "a-" * 500_000,
    "a'" * 500_000,
    "a." * 500_000,
    "1." * 500_000,
    "l'" * 500_000,
    "'" * 1_000_000,
    "a" + "\u0301" * 1_000_000,
    "\u0430a" * 500_000,
    "\u200b" * 1_000_000,
    "_" * 1_000_000,
    "a.-" * 300_000,
]


def texts(tokens: list[Token]) -> list[str]:
    return [token.text for token in tokens]


def test_a_hyphened_word_gives_its_parts_and_its_whole():
    assert texts(tokenize("Een IS-aanslag!")) == ["een", "is", "aanslag"]
    assert texts(words("Een IS-aanslag!")) == ["een", "is-aanslag"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hezbolá", "hezbola"),
        ("geëxplodeerd", "geexplodeerd"),
        ("Żółć", "zolc"),
        ("Straße", "strasse"),
        ("œuvre", "oeuvre"),
        ("İstanbul", "istanbul"),
        ("Diyarbakır", "diyarbakir"),
        ("ＩＳＩＳ", "isis"),
        ("drone\u00adaanval", "droneaanval"),
        ("Houthi’s", "houthi's"),
        ("ISIS\u2011K", "isis-k"),
        ("\u0430tt\u0430ck", "attack"),
        ("нападение", "нападение"),
        ("ёлка", "елка"),
        ("أَحْمَد", "احمد"),
        ("داعـــش", "داعش"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_folding_keeps_the_word_and_drops_its_dress(text: str, folded: str):
    assert fold(text) == folded
    assert texts(words(text)) == [folded]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De Houthi's", ["de", "houthi's"]),
        ("l'attaque d’otages", ["l", "attaque", "d", "otages"]),
        ("aujourd'hui O'Brien don't", ["aujourd'hui", "o'brien", "don't"]),
        ("z'n 's-Gravenhage", ["z'n", "s", "gravenhage"]),
        ("the U.N. and V.S.", ["the", "u.n", "and", "v.s"]),
        ("U.S.-led", ["u.s", "led"]),
        ("3.5 of 10.000 om 12:30", ["3.5", "of", "10.000", "om", "12", "30"]),
        ("Einde.Begin", ["einde", "begin"]),
        ("‘IS’-strijders", ["is", "strijders"]),
        ("snake_case __x__", ["snake", "case", "x"]),
        ("北京 テロ", ["北", "京", "テ", "ロ"]),
        ("غزة، داعش؟", ["غزة", "داعش"]),
        ("🚀🔥 bom💣bom", ["bom", "bom"]),
        ("", []),
        ("-'. \u00ad _", []),
    ],
)
def test_words_are_found_in_any_writing(text: str, expected: list[str]):
    assert texts(tokenize(text)) == expected


def test_offsets_point_into_the_original_text():
    text = "Een \u00addrone\u00adaanval — l’État d’Erdoğan’s ＩＳ-K…"
    for token in tokenize(text) + words(text):
        assert fold(text[token.start : token.end]).strip("-'.") == token.text


def test_forms_are_the_unfolded_words_once_each():
    assert forms("Bom, bom en IS-bom; bom") == {"Bom", "bom", "en", "IS-bom"}


@given(st.text())
def test_any_text_gives_tokens_that_every_index_splits_alike(text: str):
    for token in tokenize(text) + words(text):
        assert 0 <= token.start < token.end <= len(text)
        assert 0 < len(token.text) <= 200
        assert not re.search(r"[\s_]", token.text)
        assert token.text == "".join(c for c in token.text if c.isprintable())
        assert token.text == token.text.strip("-'.")


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str):
    once = fold(text)
    assert fold(once) == once
    for token in words(text):
        assert fold(token.text) == token.text


@given(st.text(st.characters(codec="cp1252")))
def test_western_text_is_read_the_same_next_to_other_writing(text: str):
    assert words(text + " ") == words(text + " \u4e00")[:-1]


@given(st.text())
def test_tokens_are_in_text_order_and_do_not_overlap(text: str):
    for found in (tokenize(text), words(text)):
        assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:3]))
def test_a_hostile_megabyte_takes_linear_time(text: str):
    began = time.process_time()
    tokenize(text)
    words(text)
    assert time.process_time() - began < 10
