import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from processors.simhash import distance, simhash

STORY = (
    "bij een aanslag op een markt in het noorden van het land zijn zeker twintig mensen omgekomen "
    "de daders openden het vuur en staken huizen in brand zegt het leger het is de derde aanval "
    "in een week in het gebied waar al jaren opstandelingen actief zijn hulpdiensten zoeken nog "
    "naar overlevenden en vrezen dat het dodental verder oploopt niemand heeft de aanval opgeeist"
)
OTHER = (
    "de beurs in amsterdam sloot vrijdag hoger door goede cijfers van chipmakers en banken terwijl "
    "beleggers uitkijken naar het rentebesluit van volgende week de olieprijs daalde licht en de "
    "euro werd iets duurder analisten verwachten een rustig begin van de maand met weinig nieuws"
)
DIFFERENT = 20  # two unrelated texts differ in about 32 bits


def test_a_copy_with_a_few_changed_words_differs_in_few_bits():
    copy = STORY.replace("zeker twintig", "meer dan 20").replace(
        " de daders openden", " zij openden"
    )
    assert distance(simhash(STORY), simhash(copy)) < DIFFERENT


def test_two_stories_differ_in_many_bits():
    assert distance(simhash(STORY), simhash(OTHER)) > DIFFERENT


def test_another_process_finds_the_same():
    script = f"from processors.simhash import simhash; print(simhash({STORY!r}))"
    found = subprocess.run(
        [sys.executable, "-c", script], check=True, timeout=60, capture_output=True, text=True
    )
    assert found.stdout.strip() == simhash(STORY)


def test_no_words_have_no_fingerprint():
    assert simhash(" — 💥 ") == ""
    assert distance("", simhash(STORY)) == 64


def test_case_and_punctuation_make_no_difference():
    assert simhash(STORY.upper()) == simhash(STORY.replace(" de ", ", de "))


@given(st.text())
def test_a_fingerprint_is_16_hex_digits(text: str):
    found = simhash(text)
    assert found == "" or len(bytes.fromhex(found)) == 8
    assert distance(found, found) == (0 if found else 64)
