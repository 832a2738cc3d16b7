"""Matches: where they are, what became of them, how grave they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from processors.threats import Lexicon, find_threats, load_lexicon
from processors.threats.find import MOST_MATCHES
from processors.threats.text import LONGEST_SENTENCE, sentences
from tocsin.model import ThreatMatch

LEXICON = load_lexicon()
PIECES = st.sampled_from(
    [
        "aanslag",
        "bom",
        "IS",
        "een",
        "de",
        "\u00ad",
        "’",
        "-",
        " ",
        "\n",
        ". ",
        "ｂｏｍ",
        "bо\u043cb",
        "é",
        "stak",
        "neer",
    ]
)


def only(text: str, language: str, lexicon: Lexicon) -> ThreatMatch:
    matches = find_threats("", text, language=language, lexicon=lexicon)
    assert matches
    return max(matches, key=lambda match: match.severity)


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=300), st.lists(PIECES, max_size=60), st.sampled_from(["nl", "en", "de", "ar"])
)
def test_a_match_is_always_a_slice_of_the_original(
    noise: str, pieces: list[str], language: str
) -> None:
    title, body = noise[:100], "".join(pieces) + noise
    for match in find_threats(title, body, language=language, lexicon=LEXICON):
        field = title if match.field == "title" else body
        assert match.text == field[match.start : match.end]
        assert match.text


@pytest.mark.parametrize(
    "text",
    [
        "De AANSLAG op de moskee",
        "De aan\u00adslag op de moskee",
        "De ａａｎｓｌａｇ op de moskee",
        "De aаnslag op de moskee",  # the second a is Cyrillic
    ],
)
def test_disguised_letters_are_read(text: str, lexicon: Lexicon) -> None:
    match = only(text, "nl", lexicon)
    assert match.category == "terrorism"


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Na de drone-inslag in de flat vielen doden.", "drone_missile_strike"),
        ("De granaatworp bij de woning schokte de buurt.", "bombing"),
        ("Het kruisraketsalvo trof de haven.", "drone_missile_strike"),
    ],
)
def test_a_dutch_compound_nobody_listed_is_understood(
    text: str, category: str, lexicon: Lexicon
) -> None:
    found = {match.category for match in find_threats("", text, language="nl", lexicon=lexicon)}
    assert category in found


def test_a_german_compound_nobody_listed_is_understood(lexicon: Lexicon) -> None:
    text = "Nach der Bahnhofsmesserstecherei sucht die Polizei Zeugen."
    found = {match.category for match in find_threats("", text, language="de", lexicon=lexicon)}
    assert "armed_assault" in found


def test_a_separable_verb_is_found_in_two_places(lexicon: Lexicon) -> None:
    assert only("Hij stak in het park een jogger neer.", "nl", lexicon).category == "armed_assault"


def test_is_the_verb_is_no_group(lexicon: Lexicon) -> None:
    assert not find_threats("", "Dit IS een aanval van niets.", language="en", lexicon=lexicon)
    shouted = "DIT IS DE AANVAL VAN DE THUISPLOEG"
    assert not find_threats("", shouted, language="nl", lexicon=lexicon)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A car bomb exploded outside the ministry.", "reported"),
        ("Islamic State claimed responsibility for the car bomb.", "claimed"),
        ("Police foiled a bomb attack on the station.", "foiled"),
        ("There was no bomb attack, police said.", "denied"),
        ("Rescue workers rehearsed a bomb attack in an exercise.", "exercise"),
        ("In the thriller a car bomb kills the hero.", "fiction"),
        ("The 1998 bombing killed 29 people.", "past"),
        ("A man was arrested for the bombing of the mosque.", "investigated"),
        ("The caller threatened a suicide bombing.", "threatened"),
    ],
)
def test_cues_decide_the_status(text: str, status: str, lexicon: Lexicon) -> None:
    statuses = {match.status for match in find_threats("", text, language="en", lexicon=lexicon)}
    assert status in statuses


def test_a_negation_of_something_else_denies_nothing(lexicon: Lexicon) -> None:
    match = only("Nobody was injured, no casualties in the car bomb attack.", "en", lexicon)
    assert match.status != "denied"


def test_more_dead_are_more_severe(lexicon: Lexicon) -> None:
    one = only("A car bomb killed one person.", "en", lexicon)
    twelve = only("Een autobom doodde twaalf mensen.", "nl", lexicon)
    assert twelve.severity > one.severity
    assert "12 killed" in twelve.why


def test_a_speaker_is_named(lexicon: Lexicon) -> None:
    match = only("Volgens burgemeester Femke Halsema was het een bomaanslag.", "nl", lexicon)
    assert match.attribution == "burgemeester Femke Halsema"


def test_an_unknown_language_gives_no_matches(lexicon: Lexicon) -> None:
    assert find_threats("", "bomb attack", language="xx", lexicon=lexicon) == ()


def test_the_topic_of_an_article_speaks_against_a_sense(lexicon: Lexicon) -> None:
    text = "Een jongen schoot vijf keer op de man voor hem."
    assert find_threats("", text, language="nl", lexicon=lexicon)
    assert not find_threats("", text, language="nl", lexicon=lexicon, tags=("voetbal",))


@pytest.mark.parametrize(
    "unit", ["bom", "bom ", "aanslag, ", "aanslag.", "\u00ad", "stak neer ", "IS "]
)
def test_hostile_repetition_costs_work_in_proportion(unit: str) -> None:
    """Counted, not timed: a sentence never has more words than the limit, whatever the text."""
    text = unit * (200_000 // len(unit))
    longest = max((len(sentence) for sentence in sentences(text)), default=0)
    assert longest <= LONGEST_SENTENCE
    matches = find_threats("", text, language="nl", lexicon=LEXICON)
    assert len(matches) <= MOST_MATCHES


def categories(title: str, body: str, language: str, lexicon: Lexicon) -> set[str]:
    return {m.category for m in find_threats(title, body, language=language, lexicon=lexicon)}


def test_an_insult_makes_no_terrorism_of_a_drone_strike(lexicon: Lexicon) -> None:
    text = "Drie drones troffen de raffinaderij, een daad van 'Oekraïense terroristen'."
    assert categories("", text, "nl", lexicon) == {"drone_missile_strike"}


def test_a_specific_sense_takes_precedence_over_a_broad_one(lexicon: Lexicon) -> None:
    text = "Gunmen abducted more than 200 schoolgirls from their dormitory."
    assert categories("", text, "en", lexicon) == {"hostage_kidnapping"}


def test_a_title_alone_is_read(lexicon: Lexicon) -> None:
    title = "De politie vond een bom onder de auto van de officier van justitie in Zwolle."
    assert "bombing" in categories(title, "", "nl", lexicon)


def test_the_tax_office_one_sentence_earlier_speaks_of_tax(lexicon: Lexicon) -> None:
    before = "De Belastingdienst zegt dat de nieuwe computer meer tijd nodig heeft."
    assert not categories("", f"{before} Wie wil, kan de aanslag al inzien.", "nl", lexicon)


def test_trees_are_no_bombs(lexicon: Lexicon) -> None:
    assert not categories("", "Voor het station moeten negen bomen wijken.", "nl", lexicon)


def test_a_match_says_why_in_plain_words(lexicon: Lexicon) -> None:
    text = "Bij een aanslag op de markt vielen twaalf doden."
    why = only(text, "nl", lexicon).why
    assert why.startswith("says 'aanslag' near 'doden'; reported; a terrorism report starts at 80")
    assert "12 killed adds" in why
    assert len(why) < 200


@given(st.lists(PIECES, min_size=1, max_size=60))
def test_a_reason_is_short_whatever_the_text(pieces: list[str]) -> None:
    for match in find_threats("", " ".join(pieces), language="nl", lexicon=LEXICON):
        assert len(match.why) < 200
