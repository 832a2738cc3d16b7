import json
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from tests.contract import values
from tocsin.codec import dead_letter, decode_alert, decode_article, decode_dead, decode_enriched
from tocsin.codec import encode as encode_value
from tocsin.model import Alert, Article, DeadLetter, EnrichedArticle, Origin

ORIGIN = Origin(topic="news.articles.v1", partition=3, offset=42)
DECODERS = [decode_article, decode_enriched, decode_alert]


@given(values.articles)
def test_an_article_survives_the_wire(article: Article):
    raw = encode_value(article)
    assert decode_article(raw, stage="processor", origin=ORIGIN, now=0) == article


@given(values.enriched)
def test_an_enriched_article_survives_the_wire(value: EnrichedArticle):
    raw = encode_value(value)
    assert decode_enriched(raw, stage="sink", origin=ORIGIN, now=0) == value


@given(values.alerts)
def test_an_alert_survives_the_wire(alert: Alert):
    assert decode_alert(encode_value(alert), stage="sink", origin=ORIGIN, now=0) == alert


@given(st.binary(max_size=200), st.text(max_size=100))
def test_any_bytes_become_a_dead_letter_that_keeps_them(payload: bytes, error: str):
    letter = dead_letter(payload, error, stage="processor", origin=ORIGIN, now=7)
    assert letter.payload == payload
    assert letter.error == error


@given(st.binary(max_size=200))
def test_a_dead_letter_survives_the_wire(payload: bytes):
    letter = dead_letter(payload, "because", stage="processor", origin=ORIGIN, now=7)
    assert decode_dead(encode_value(letter)) == letter


@given(st.binary(max_size=300), st.sampled_from(DECODERS))
def test_damaged_bytes_never_raise(raw: bytes, decode: Callable[..., object]):
    letter = decode(raw, stage="processor", origin=ORIGIN, now=5)
    assert isinstance(letter, DeadLetter)
    assert (letter.payload, letter.at, letter.origin) == (raw, 5, ORIGIN)
    assert letter.error


@given(values.articles, st.data())
def test_a_message_cut_or_changed_anywhere_never_raises(article: Article, data: st.DataObject):
    raw = bytearray(encode_value(article))
    position = data.draw(st.integers(0, len(raw) - 1))
    raw[position] = data.draw(st.integers(0, 255))
    for damaged in (bytes(raw), bytes(raw[:position])):
        result = decode_article(damaged, stage="processor", origin=ORIGIN, now=5)
        assert isinstance(result, Article | DeadLetter)


@given(values.articles, st.integers(min_value=2, max_value=10**6))
def test_an_unknown_version_is_a_dead_letter_that_says_so(article: Article, version: int):
    message = json.loads(encode_value(article)) | {"v": version}
    raw = json.dumps(message).encode()
    letter = decode_article(raw, stage="processor", origin=ORIGIN, now=5)
    assert isinstance(letter, DeadLetter)
    assert f"v={version}" in letter.error
    assert letter.payload == raw


def test_deep_nesting_is_a_dead_letter():
    raw = b'{"v":1,"id":' + b"[" * 100_000
    assert isinstance(decode_article(raw, stage="processor", origin=ORIGIN, now=5), DeadLetter)


@given(values.articles)
def test_a_field_added_by_a_later_release_is_ignored(article: Article):
    message = json.loads(encode_value(article)) | {"later": [1, 2]}
    raw = json.dumps(message).encode()
    assert decode_article(raw, stage="processor", origin=ORIGIN, now=5) == article
