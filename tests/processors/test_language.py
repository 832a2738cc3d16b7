import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.language import identify

DUTCH = (
    "Bij een explosie in het centrum van de stad zijn donderdag zeker drie mensen gewond geraakt. "
    "De politie heeft de omgeving afgezet en doet onderzoek naar de oorzaak. Volgens getuigen was "
    "de knal tot ver in de omtrek te horen. Een woordvoerder wil nog niets zeggen over de daders."
)
ENGLISH = (
    "At least three people were injured in an explosion in the city centre on Thursday. Police "
    "have closed off the area and are looking for the cause. Witnesses said that the blast could "
    "be heard from far away. A spokesman would not yet say anything about the perpetrators."
)
FLOOR = 0.93  # 83 of 88 headlines without any other evidence; the model alone has 77


def headlines() -> list[tuple[str, str]]:
    lines = Path(__file__).with_name("titles.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(language, title) for language, title in rows]


def test_short_headlines_are_recognised():
    wrong = [(code, title) for code, title in headlines() if identify(title, "").code != code]
    assert len(wrong) <= (1 - FLOOR) * len(headlines()), wrong


@pytest.mark.parametrize("language", ["nl", "en", "de", "fr", "es"])
def test_a_right_declaration_settles_every_headline(language: str):
    titles = [title for code, title in headlines() if code == language]
    assert {identify(title, "", declared=language).code for title in titles} == {language}


def test_dutch_is_not_taken_for_afrikaans_or_german():
    titles = [title for code, title in headlines() if code == "nl"]
    assert {identify(title, "").code for title in titles} == {"nl"}


def test_the_body_decides_over_the_title():
    assert identify("Breaking news: live updates", DUTCH).code == "nl"
    assert identify("Aanslag in Kabul", ENGLISH).code == "en"


@pytest.mark.parametrize("declared", ["nl", "nl-NL", "xx", "de_DE", "", "\0"])
def test_a_declaration_is_a_prior_and_not_the_truth(declared: str):
    assert identify("Blast", ENGLISH, declared=declared).code == "en"


def test_a_declaration_with_a_region_counts_as_its_language():
    assert identify("Trump wint", "", declared="nl-BE").code in {"nl", "und"}
    assert identify("Droneaanval", "Moskou", declared="nl-NL").code == "nl"


def test_capitals_do_not_hide_a_language():
    assert identify(DUTCH.upper(), DUTCH.upper()).code == "nl"


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("", ""),
        ("http://example.org/a?b=c", "https://example.org/een/aanslag/op/de/markt www.example.nl"),
        ("🔥🔥", "💣 💥"),
        ("bom", ""),
        ("12:30 – 14.00", "1 2 3"),
        ("\0\ufffd", "\n\r\t"),
    ],
)
def test_what_has_no_language_is_undetermined(title: str, body: str):
    found = identify(title, body)
    assert (found.code, found.confidence) == ("und", 0.0)


@pytest.mark.parametrize(
    "text", ["x" * 1_000_000, "a b " * 250_000, "http" * 250_000, "@" * 1_000_000, "é\n" * 500_000]
)
def test_a_hostile_megabyte_costs_no_more_than_its_beginning(text: str):
    identify(DUTCH, "")
    began = time.process_time()
    identify(text, text)
    assert time.process_time() - began < 1


@given(st.text(), st.text(), st.text(max_size=8))
def test_any_text_gives_a_code_and_a_probability(title: str, body: str, declared: str):
    found = identify(title, body, declared=declared)
    assert len(found.code) == (3 if found.code == "und" else 2)
    assert 0.0 <= found.confidence <= 1.0


def test_nothing_is_downloaded_and_no_socket_is_opened():
    script = (
        "import socket\n"
        "def refuse(*_args, **_kw): raise AssertionError('a socket was opened')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from processors.language import identify\n"
        f"assert identify('', {DUTCH!r}).code == 'nl'\n"
    )
    assert socket.socket.connect  # the real one, in this process
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
