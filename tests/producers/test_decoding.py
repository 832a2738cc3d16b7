import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from producers.decoding import decode

TEXT = "Café, één Œuvre – “citaat”"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_is_read_in_any_encoding(encoding: str):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_utf_16_without_a_mark_is_recognised_by_its_markup():
    assert decode("<rss>é".encode("utf-16-le")) == "<rss>é"
    assert decode("{}é".encode("utf-16-be")) == "{}é"


def test_what_a_page_declares_is_honoured():
    page = '<html><head><meta charset="windows-1251">Привет'
    assert decode(page.encode("windows-1251")) == page


def test_a_page_that_says_latin_1_and_is_utf_8_is_read_as_utf_8():
    page = f'<meta charset="iso-8859-1">{TEXT}'
    assert decode(page.encode()) == page


def test_a_few_wrong_bytes_do_not_make_utf_8_another_encoding():
    raw = ("é" * 100).encode() + b"\xff"
    assert decode(raw) == "é" * 100 + "\ufffd"


@pytest.mark.parametrize("name", ["rot13", "zip", "idna", "punycode", "utf-7", "unknown-8"])
def test_encodings_that_are_no_text_or_slow_are_not_used(name: str):
    assert decode(f'<?xml encoding="{name}"?>x+ADw-'.encode()).endswith("x+ADw-")


@given(st.binary(max_size=500), st.text(max_size=50))
def test_any_bytes_give_text(raw: bytes, content_type: str):
    decode(raw, content_type=content_type)
    decode(codecs.BOM_UTF16_LE + raw)
