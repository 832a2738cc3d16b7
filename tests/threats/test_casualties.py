"""Numbers beside casualties: the dead and the hurt are counted, ages and the like are not."""

import pytest

from processors.threats import Lexicon
from processors.threats.casualties import Toll, toll
from processors.threats.read import read


def counted(text: str, language: str, lexicon: Lexicon) -> Toll:
    index = lexicon.indexes[language]
    found = [toll(one.sentence, text, one.hits, index.numbers) for one in read("body", text, index)]
    return Toll(max(one.killed for one in found), max(one.injured for one in found))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mariana Quispe, 47, died after gunmen shot her."),
        ("en", "Mariana Quispe (47) died after gunmen shot her."),
        ("en", "A 47-year-old teacher was shot dead."),
        ("en", "The forty-seven-year-old was killed by a car bomb."),
        ("en", "A woman aged 47 was killed in the shooting."),
        ("en", "A man was killed on 12 March by a bomb."),
        ("en", "On March 12 a man was killed by a bomb."),
        ("en", "At 09:30 a man was killed by a bomb."),
        ("en", "Turnout was 47% after a man was killed by a bomb."),
        ("en", "Robbers took $500 and killed a guard."),
        ("en", "A man was killed at 12 Baker Street by a bomb."),
        ("en", "It was 35 degrees when a man was killed by a bomb."),
        ("en", "In 1889 days of war a man was killed."),
        ("en", "Three days after the bomb a man died."),
        ("en", "Police arrested 12 people after a man was killed."),
        ("nl", "Mariana Quispe (47) is gedood door schutters."),
        ("nl", "Mariana Quispe, 47, is gedood door schutters."),
        ("nl", "De 47-jarige Mariana Quispe is gedood door schutters."),
        ("nl", "Een vrouw van 47 jaar oud is gedood door schutters."),
        ("nl", "Een man is op 12 maart gedood door een bom."),
        ("nl", "Een man is om 14.30 uur gedood door een bom."),
        ("nl", "In de Kerkstraat 12 is een man gedood door een bom."),
        ("nl", "De politie pakte 12 mensen op nadat een man was gedood."),
        ("fr", "Mariana Quispe, 47 ans, a été tuée par balles."),
        ("fr", "Une femme âgée de 47 ans a été tuée par balles."),
        ("fr", "Mariana Quispe (47) a été tuée par balles."),
        ("fr", "Un homme a été tué le 12 mars par une bombe."),
        ("fr", "Un homme a été tué à 14h30, 12 rue Monge, par une bombe."),
        ("de", "Eine 47-jährige Frau wurde getötet."),
        ("de", "Der 47 Jahre alte Mann wurde getötet."),
        ("de", "Mariana Quispe (47) wurde getötet."),
        ("de", "Am 12. März wurde ein Mann getötet."),
        ("de", "In der Hauptstraße 12 wurde ein Mann getötet."),
        ("de", "Um 14.30 Uhr wurde ein Mann getötet."),
        ("es", "Una mujer de 47 años fue muerta; murió en el acto."),
        ("es", "Mariana Quispe, 47, murió tras recibir disparos."),
        ("es", "Mariana Quispe (47) murió tras recibir disparos."),
        ("es", "El 12 de marzo murió un hombre por una bomba."),
        ("es", "En la calle Mayor 12 murió un hombre por una bomba."),
    ],
)
def test_what_is_no_count_of_people_is_one_dead_at_most(
    language: str, text: str, lexicon: Lexicon
) -> None:
    assert counted(text, language, lexicon).killed == 1


@pytest.mark.parametrize(
    ("language", "text", "killed", "injured"),
    [
        ("en", "The bomb killed 47 people.", 47, 0),
        ("en", "Forty-seven-year-old Ann Lee and twelve others were killed.", 12, 0),
        ("en", "A car bomb killed twelve people and wounded 30.", 12, 30),
        ("en", "3 people were killed and 40 civilians were wounded.", 3, 40),
        ("en", "The quake of fire killed 1,200 people.", 1200, 0),
        ("en", "At least 12 died, among them Mariana Quispe, 47.", 12, 0),
        ("en", "Four died and 25 suspects were arrested.", 4, 0),
        ("nl", "Bij de aanslag vielen 47 doden.", 47, 0),
        ("nl", "Een autobom doodde twaalf mensen; dertig raakten gewond.", 12, 30),
        ("nl", "Er vielen 1.200 doden.", 1200, 0),
        ("nl", "Er kwamen 12 mensen om door een bom.", 12, 0),
        (
            "nl",
            "Er kwamen 12 mensen om het leven, onder wie een 47-jarige.",
            12,
            0,
        ),
        ("fr", "L'attentat a fait 47 morts et douze blessés.", 47, 12),
        ("fr", "L'attentat a fait 1 200 morts.", 1200, 0),
        ("fr", "Douze personnes ont été tuées, dont une femme de 47 ans.", 12, 0),
        ("de", "Bei dem Anschlag starben 47 Menschen.", 47, 0),
        ("de", "Zwölf Menschen wurden getötet und 30 verletzt.", 12, 30),
        ("de", "Es gab 12 Tote, darunter eine 47-jährige Frau.", 12, 0),
        ("es", "La bomba dejó 47 muertos y doce heridos.", 47, 12),
        ("es", "Doce personas murieron, entre ellas una mujer de 47 años.", 12, 0),
        ("es", "El ataque dejó 1.200 muertos.", 1200, 0),
    ],
)
def test_the_dead_and_the_hurt_are_counted(
    language: str, text: str, killed: int, injured: int, lexicon: Lexicon
) -> None:
    assert counted(text, language, lexicon) == Toll(killed, injured)
