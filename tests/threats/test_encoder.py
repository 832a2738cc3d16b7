"""The second reader: its subwords, its arithmetic, and what it is asked about."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.threats import Lexicon
from processors.threats.classifier.opinion import Opinion
from processors.threats.classifier.second import Opinions, is_candidate, read_again
from processors.threats.encoder import FIRST_STATUS, Encoder, load_encoder, opening
from processors.threats.encoder.subwords import SPACE, Vocabulary, subwords
from processors.threats.encoder.transformer import Floats, Layer, Network, forward
from processors.threats.readings import Reading, find_readings
from tocsin.model import STATUSES

UNKNOWN = 3
PIECES = (SPACE, SPACE + "aan", "aan", "val", SPACE + "aanval", "len", "a", "v", "l")
KNOWN = Vocabulary(
    {piece: (at, -float(at)) for at, piece in enumerate(PIECES, UNKNOWN + 1)}, 7, UNKNOWN, -11.0
)
SIZE, HEADS, WIDE, OUTPUTS = 8, 2, 12, 3
HARMLESS = ("Het dorp bakt taart. " * 3, "De school viert feest. Het regent. De bus rijdt weer.")
ATTACK = "Gewapende mannen openden het vuur op kerkgangers in Kabul."


def pieces(text: str) -> list[str]:
    names = {at: piece for piece, (at, _) in KNOWN.pieces.items()} | {UNKNOWN: "?"}
    return [names[at] for at in subwords(text, KNOWN)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aanval", [SPACE + "aanval"]),
        ("aan  aanvallen", [SPACE + "aan", SPACE + "aanval", "len"]),
        ("aanaan", [SPACE + "aan", "aan"]),
        ("\uff41anval", [SPACE + "aanval"]),
        ("xyz", [SPACE, "?"]),
        ("", []),
    ],
)
def test_a_word_is_cut_the_likeliest_way(text: str, expected: list[str]):
    assert pieces(text) == expected


@given(st.text())
def test_every_text_has_subwords_and_they_are_no_more_than_its_characters(text: str):
    found = subwords(text, KNOWN)
    assert bool(found) == bool(text.split())
    # NFKC makes at most 18 characters of one.
    assert len(found) <= 19 * len(text)


def test_a_word_of_a_megabyte_is_read_up_to_its_beginning():
    assert len(subwords("val" * 300_000, KNOWN)) < 64


def network(seed: int = 0) -> Network:
    rng = np.random.default_rng(seed)

    def some(*shape: int) -> Floats:
        return rng.normal(0, 0.5, shape).astype(np.float32)

    layers = [
        Layer(
            some(SIZE, 3 * SIZE), some(3 * SIZE), some(SIZE, SIZE), some(SIZE), some(2, SIZE),
            some(SIZE, WIDE), some(WIDE), some(WIDE, SIZE), some(SIZE), some(2, SIZE),
        )
        for _ in range(2)
    ]  # fmt: skip
    numbers = rng.integers(-8, 8, (20, SIZE)).astype(np.int8)
    scales = np.full((20, 2), 0.1, np.float16)
    return Network(
        numbers, scales, some(30, SIZE), some(2, SIZE), layers, HEADS, some(SIZE, OUTPUTS),
        some(OUTPUTS),
    )  # fmt: skip


def normed(row: Floats, norm: Floats) -> Floats:
    return (row - row.mean()) / math.sqrt(row.var() + 1e-12) * norm[0] + norm[1]


def plainly(net: Network, sentence: Sequence[int]) -> Floats:
    """The same outputs, word by word and head by head, as the paper writes them."""
    x = [
        normed(net.pieces[piece] * np.float32(net.piece_scales[0, 0]) + net.places[at], net.norm)
        for at, piece in enumerate(sentence)
    ]
    part = SIZE // HEADS
    for layer in net.layers:
        query, key, value = np.split(np.stack(x) @ layer.mixed + layer.mixed_bias, 3, axis=1)
        mixed = np.zeros_like(query)
        for head in range(HEADS):
            own = slice(head * part, (head + 1) * part)
            for at in range(len(x)):
                shares = np.exp(key[:, own] @ query[at, own] / math.sqrt(part))
                mixed[at, own] = shares @ value[:, own] / shares.sum()
        after = mixed @ layer.out + layer.out_bias
        x = [normed(row + added, layer.out_norm) for row, added in zip(x, after, strict=True)]
        wide = np.stack(x) @ layer.wide + layer.wide_bias
        inner = np.sqrt(2 / np.pi) * (wide + 0.044715 * wide**3)
        fed = 0.5 * wide * (1 + np.tanh(inner)) @ layer.narrow + layer.narrow_bias
        x = [normed(row + added, layer.norm) for row, added in zip(x, fed, strict=True)]
    return np.mean(x, axis=0) @ net.head + net.head_bias


def test_it_computes_what_the_paper_says():
    net = network()
    sentences = [[1, 5, 7], [2], [9, 9, 4, 4, 19, 0]]
    expected = np.stack([plainly(net, one) for one in sentences])
    np.testing.assert_allclose(forward(net, sentences), expected, rtol=1e-3, atol=1e-4)


def test_a_sentence_is_read_alike_alone_and_among_others():
    encoder = load_encoder()
    texts = [ATTACK, "De trein had vertraging.", "\x00\ud800 \U0001f600", ""]
    together = encoder.log_odds(texts)
    for at, text in enumerate(texts):
        np.testing.assert_allclose(encoder.log_odds([text])[0], together[at], atol=1e-3)
    assert together.shape == (4, FIRST_STATUS + len(STATUSES))
    assert encoder.log_odds([]).shape == (0, FIRST_STATUS + len(STATUSES))


def readings(title: str, body: str, lexicon: Lexicon) -> list[Reading]:
    return find_readings(title, body, lexicon.indexes["nl"], lexicon).readings


def opinions(odds: Sequence[float], article: float | None) -> Opinions:
    return Opinions([Opinion(0.0, "terrorism", one) for one in odds], article)


def test_it_is_asked_about_candidates_only(lexicon: Lexicon):
    short = readings("", "De trein had vertraging.", lexicon)
    assert not is_candidate(short, opinions([-5.0], None))
    assert is_candidate(short, opinions([0.0], None))
    assert is_candidate(readings("", ATTACK, lexicon), opinions([-5.0], None))
    long = readings(*HARMLESS, lexicon)
    assert not is_candidate(long, opinions([3.0] * len(long), -3.0))
    assert is_candidate(long, opinions([-5.0] * len(long), 0.0))


def test_only_doubtful_sentences_are_read_and_the_others_keep_the_first_opinion(lexicon: Lexicon):
    title, body = "Kabul", f"Het regent. {ATTACK} De bus rijdt weer. De school is dicht."
    found = readings(title, body, lexicon)
    first = opinions([-5.0] * len(found), 0.0)
    second = read_again(title, body, found, first, load_encoder())
    read = [
        own.read.sentence[0].text
        for own, one in zip(found, second.sentences, strict=True)
        if one.both
    ]
    assert read == ["gewapende"]
    assert second.article is not None
    assert second.article != first.article


def test_an_article_is_read_by_its_title_and_beginning():
    assert opening("Titel", "Tekst.") == "Titel. Tekst."
    assert len(opening("t" * 900, "b" * 900_000)) == 1200


def test_nothing_is_read_twice_by_a_stranger():
    """Threads share an encoder: reading leaves nothing behind."""
    encoder: Encoder = load_encoder()
    before = encoder.log_odds([ATTACK])
    encoder.log_odds(["Iets heel anders."])
    np.testing.assert_array_equal(encoder.log_odds([ATTACK]), before)
