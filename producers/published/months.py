"""Names of months in Dutch, English, French, German and Spanish, to their numbers."""

import unicodedata

_NAMES = """
januari january janvier januar enero jan janv ene jaen jänner
februari february février februar febrero feb febr fév févr fevr feber feb
maart march mars märz marzo mrt mar mär mrz maa
april april avril april abril apr avr abr
mei may mai mai mayo mei
juni june juin juni junio jun
juli july juillet juli julio jul juil
augustus august août august agosto aug aoû ago ogt
september september septembre september septiembre sep sept setiembre
oktober october octobre oktober octubre okt oct
november november novembre november noviembre nov
december december décembre dezember diciembre dec déc dez dic
"""


def bare(word: str) -> str:
    """Lower case without accents and a final point."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).rstrip(".")


MONTHS = {
    bare(name): number
    for number, line in enumerate(_NAMES.strip().splitlines(), start=1)
    for name in line.split()
}


def month_of(word: str) -> int | None:
    """The number of a month's name or abbreviation, None for other words."""
    return MONTHS.get(bare(word))
