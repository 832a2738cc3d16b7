"""What became of it: stopped, made harmless, before a court, or carried out."""

import pytest

from processors.threats import Lexicon, find_threats


def statuses(text: str, language: str, lexicon: Lexicon) -> set[str]:
    return {one.status for one in find_threats("", text, language=language, lexicon=lexicon)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De EOD heeft het explosief onschadelijk gemaakt."),
        ("nl", "Een aanslag op het station is verijdeld."),
        ("nl", "Bij een inval zijn twee mannen opgepakt die een aanslag voorbereidden."),
        ("en", "Bomb disposal experts made the explosive harmless."),
        ("en", "A device found at the station was defused."),
        ("en", "Police thwarted an attack on a synagogue."),
        ("en", "Police raided a flat and arrested two men planning a bomb attack."),
        ("de", "Der Sprengsatz wurde entschärft."),
        ("de", "Die Polizei vereitelte einen Anschlag auf eine Synagoge."),
        ("de", "Zwei Männer wurden festgenommen, die einen Anschlag planten."),
        ("fr", "L'engin explosif a été désamorcé."),
        ("fr", "Un attentat a été déjoué à Lyon."),
        ("es", "El artefacto explosivo fue desactivado."),
        ("es", "La policía frustró un atentado en Madrid."),
    ],
)
def test_what_was_stopped_is_foiled(language: str, text: str, lexicon: Lexicon) -> None:
    assert statuses(text, language, lexicon) == {"foiled"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Three people survived the shooting at the mall."),
        ("en", "He stabbed two commuters before guards overpowered him."),
        ("nl", "Hij stak drie reizigers neer voordat omstanders hem overmeesterden."),
        ("de", "Ein Mann stach auf drei Passanten ein und wurde überwältigt."),
    ],
)
def test_an_attack_that_took_place_is_not_foiled(
    language: str, text: str, lexicon: Lexicon
) -> None:
    assert "foiled" not in statuses(text, language, lexicon)


def test_a_charge_of_an_attempt_is_under_investigation(lexicon: Lexicon) -> None:
    text = "De bestuurder die op het publiek inreed, wordt vervolgd voor poging tot moord."
    assert statuses(text, "nl", lexicon) == {"investigated"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen abducted 40 pupils from a school."),
        (
            "nl",
            "Bandieten bestormden een school, schoten rond en ontvoerden tientallen scholieren.",
        ),
        ("fr", "Des hommes armés ont enlevé quarante élèves dans une école."),
        ("de", "Bewaffnete entführten vierzig Schüler aus einer Schule."),
        ("es", "Hombres armados secuestraron a cuarenta alumnos de una escuela."),
    ],
)
def test_pupils_taken_away_are_kidnapped_first(language: str, text: str, lexicon: Lexicon) -> None:
    matches = find_threats("", text, language=language, lexicon=lexicon)
    assert {one.category for one in matches} == {"hostage_kidnapping"}
