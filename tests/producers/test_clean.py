import pytest
from hypothesis import given
from hypothesis import strategies as st

from producers.clean import clean, first_sentence, read_pasted
from producers.clean.captions import is_caption
from producers.clean.lines import is_headline

ARTICLE = "Er is brand in de haven. Niemand raakte gewond."


@pytest.mark.parametrize(
    "line",
    [
        "Leestijd 4 minuten", "4 min read", "4 min. leestijd", "Temps de lecture : 4 min",
        "Lesezeit: 4 Min.", "Tiempo de lectura: 4 min", "12u27", "12:27", "12.27 uur",
        "Gisteren, 08:15", "3 uur geleden", "vor 2 Stunden", "NOS Nieuws", "NOS Nieuws • Regio",
        "BBC News", "Advertentie", "ADVERTENTIE", "Advertentie via Ster.nl", "Publicité", "Anzeige",
        "Lees ook: Hoe het begon", "Read also: How it began", "Lire aussi", "Lesen Sie auch",
        "Lea también: Cómo empezó", "Deel artikel:", "Share this article", "Teilen",
        "Abonneer je op onze nieuwsbrief", "Wij gebruiken cookies om de site te verbeteren.",
        "Foto: ANP", "(c) Reuters", "© EPA", "© Marieke de Wit", "Beeld Kirill K. / AFP", "ANP",
        "Agenten bij het station. Beeld Jan de Vries", "De haven vanuit de lucht (Foto: Belga)",
        "Image source, Getty Images", "•", "---",
    ],
)  # fmt: skip
def test_a_line_of_noise_goes_and_the_text_stays(line: str):
    assert clean(f"{ARTICLE}\n\n{line}\n\n{ARTICLE}") == f"{ARTICLE}\n\n{ARTICLE}"


@pytest.mark.parametrize(
    "line",
    [
        "Foto's van de brand gaan het internet over.",
        "Een foto van Reuters toont de ravage.",
        "De foto is gemaakt door persbureau AFP",
        "‘Delen.’",
        "Delen.",
        "Nee.",
        "Hij las ook de brief van de minister.",
        "Om 12:27 viel de eerste bom.",
        "De cookies van de bakker waren op.",
        "Advertenties van het bedrijf verdwenen uit de krant.",
        "Het bericht was van ANP, zei hij. \"Wij hebben dat niet gezegd.\" Foto Jan de Vries",
        "Minutenlang was het stil.",
        "NOS Nieuws bracht het bericht als eerste.",
        "Op 3 november 2017 gebeurde hetzelfde.",
        "De productie ligt stil.Bron: ANP",
    ],
)  # fmt: skip
def test_a_line_of_text_that_looks_a_little_like_noise_stays(line: str):
    text = f"{ARTICLE}\n\n{line}\n\n{ARTICLE}"
    assert clean(text) == text


def test_links_below_a_bare_read_also_go_with_it():
    text = f"{ARTICLE}\n\nLees ook\n\nHoe het begon\nWat we weten\n\nTussenkop\n\n{ARTICLE}"
    assert clean(text) == f"{ARTICLE}\n\nTussenkop\n\n{ARTICLE}"


def test_text_below_a_read_also_with_its_link_stays():
    text = f"{ARTICLE}\n\nLees ook: Hoe het begon\n\nTussenkop\n\n{ARTICLE}"
    assert clean(text) == f"{ARTICLE}\n\nTussenkop\n\n{ARTICLE}"


def test_a_title_above_the_text_is_left_out():
    assert clean(f"Brand in haven\n\n{ARTICLE}", title="Brand  in Haven") == ARTICLE
    assert clean(f"{ARTICLE}\n\nBrand in haven", title="Brand in haven").endswith("Brand in haven")


def test_a_text_of_nothing_but_noise_is_kept():
    assert clean("Advertentie\nDelen\n") == "Advertentie\nDelen"


def test_a_long_passage_before_a_credit_is_text():
    passage = "De brandweer kwam snel. Het vuur was groot. De schade ook. " * 2
    assert not is_caption(passage + "Foto Jan de Vries / ANP")


def test_a_headline_that_begins_with_photo_is_no_caption():
    assert not is_caption("Foto Van Dijk na ophef verwijderd")
    assert not is_caption("Beeld Rutte verdwijnt uit Madame Tussauds")


def test_a_sentence_is_no_headline():
    assert is_headline("Brand in haven")
    assert is_headline("‘Dit nooit meer’")
    assert not is_headline(ARTICLE)
    assert not is_headline("x" * 300)


def test_the_first_sentence_is_not_cut_at_an_abbreviation():
    text = "De auto van dhr. Jansen en prof. De Wit reed te water. Zij leven nog."
    assert first_sentence(text) == "De auto van dhr. Jansen en prof. De Wit reed te water."


def test_a_very_long_first_sentence_is_cut_at_a_word():
    title = first_sentence("woord " * 200)
    assert title.endswith("woord")
    assert len(title) <= 200


WORDS = st.sampled_from(
    "de brand haven politie burgemeester zegt dat water steeg foto beeld lees ook deel nieuws "
    "Amsterdam Reuters ANP advertentie cookies 12:27 2017 minuten leestijd’s".split()
)
SENTENCE = st.lists(WORDS, min_size=5, max_size=15).map(
    lambda words: "Daarna " + " ".join(words) + " gebeurde het."
)
PLAIN_BODY = st.lists(
    st.lists(SENTENCE, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6
).map("\n\n".join)


@given(PLAIN_BODY)
def test_a_body_of_plain_sentences_is_kept_whole(body: str):
    assert clean(body) == body
    assert read_pasted(body).body == body


@given(st.text(max_size=600))
def test_every_character_kept_stands_in_the_same_order_in_the_original(text: str):
    text = text.replace("\x00", "")
    for kept in (clean(text), read_pasted(text).body):
        characters = iter(text)
        assert all(char in characters for char in kept if not char.isspace())


@given(
    st.lists(st.sampled_from(["Lees ook", "Kop", ARTICLE, "", "Foto: ANP", "NOS Nieuws", "12:27"]))
)
def test_lines_that_stay_are_word_for_word(lines: list[str]):
    assert set(clean("\n".join(lines)).splitlines()) <= {*lines, ""}
