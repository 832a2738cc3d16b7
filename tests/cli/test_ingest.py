"""Files in, alerts out, everything found again: the path a newcomer takes with own articles."""

import json
from pathlib import Path

from tests.cli.conftest import Run

DRONES = """\
 date 2023-05 Een brandweerman bekijkt de gevel van een flat in Moskou. Beeld Igor Petrov / AFP

Moskou werd dinsdagochtend opgeschrikt door een grote droneaanval. Zeker acht drones kwamen ver.

De meeste werden neergehaald, maar drie sloegen in op woonflats. Volgens de burgemeester raakten
twee bewoners lichtgewond. Kyiv ontkent dat het achter de droneaanvallen zit.
"""
CLAIM = """\
Hulpdiensten bij de concertzaal
NOS Nieuws

ISIS-K claimt aanslag op concertzaal in Moskou

Terreurgroep ISIS-K heeft de bloedige aanslag op een concertzaal bij Moskou opgeëist. Gewapende
mannen openden vrijdagavond het vuur op bezoekers. Er vielen zeker 115 doden.

Deel artikel:

Advertentie via Ster.nl
"""
HARMLESS = """\
Aanslag inkomstenbelasting komt later

De Belastingdienst verstuurt de aanslag dit jaar een maand later dan gebruikelijk. Dat komt door
drukte bij het verwerken van de aangiften, meldt een woordvoerder. De brief is online te zien.
"""


def ingested(tocsin: Run, folder: Path) -> list[dict]:
    articles = folder / "articles"
    articles.mkdir()
    for name, text in (("drones", DRONES), ("claim", CLAIM), ("harmless", HARMLESS)):
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")
    run = tocsin("ingest", "articles")
    assert run.returncode == 0, run.stderr
    assert "3 articles stored" in run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def found(tocsin: Run, *query: str) -> set[str]:
    run = tocsin("search", *query)
    assert run.returncode == 0, run.stderr
    return {json.loads(line)["title"].split(" ")[0] for line in run.stdout.splitlines()}


def test_ingested_articles_alert_and_are_found(tocsin: Run, tmp_path: Path):
    tocsin("init")
    alerts = ingested(tocsin, tmp_path)
    assert {alert["title"].split(" ")[0] for alert in alerts} == {"Moskou", "ISIS-K"}
    assert {"terrorism", "drone_missile_strike"} <= {alert["category"] for alert in alerts}
    for query in ("droneaanval", "droneaanvallen"):
        assert found(tocsin, query) == {"Moskou"}
    for query in ('entity:"ISIS-K"', "ISIS-K"):
        assert found(tocsin, query) == {"ISIS-K"}
    assert "ISIS-K" in found(tocsin, "threat:terrorism")
    assert found(tocsin, "aanslag", "-moskou") == {"Aanslag"}
    listed = [json.loads(line) for line in tocsin("alerts", "list").stdout.splitlines()]
    assert {alert["id"] for alert in listed} == {alert["id"] for alert in alerts}
    shown = json.loads(tocsin("alerts", "show", alerts[0]["id"][:10]).stdout)
    assert shown["evidence"]
    assert tocsin("ingest", "articles").stderr.startswith("0 articles stored, 0 alerts, 3 known")


def test_a_bad_query_is_answered_with_the_place(tocsin: Run, tmp_path: Path):
    tocsin("init")
    tocsin("ingest", str(tmp_path / "tocsin.toml"))
    (tmp_path / "a.txt").write_text(HARMLESS)
    tocsin("ingest", "a.txt")
    run = tocsin("search", '"open')
    assert run.returncode == 2
    assert "^" in run.stderr
    assert tocsin("search", "aanslag", "--nonsense").returncode == 2
    assert tocsin("search", "aanslag", "-cafe", "-news", "-jaar").returncode == 0


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_stored(tocsin: Run, tmp_path: Path):
    (tmp_path / "good.txt").write_text(HARMLESS)
    (tmp_path / "bad.ndjson").write_text('{"title": "x", "body": "een tekst"}\n{oops\n')
    run = tocsin("ingest", "good.txt", "bad.ndjson")
    assert run.returncode == 1
    assert "2 articles stored" in run.stderr
    assert "bad.ndjson" in run.stderr


def test_searching_without_a_store_says_how_to_make_one(tocsin: Run):
    tocsin("init")
    run = tocsin("search", "x")
    assert run.returncode == 1
    assert "tocsin run" in run.stderr


def test_the_sentences_of_own_lexicon_entries_are_tried(tocsin: Run, tmp_path: Path):
    (tmp_path / "tocsin.toml").write_text('[lexicon]\nfolders = ["lexicon"]\n')
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "acid.toml").write_text(
        'category = "armed_assault"\nseverity = 65\n[[entry]]\nid = "acid"\nweight = 2\n'
        'terms.nl = ["zuuraanval"]\nmatch.nl = ["Het was een gezellig feest in Gent."]\n'
    )
    tried = tocsin("rules", "test")
    assert tried.returncode == 1
    (row,) = [json.loads(line) for line in tried.stdout.splitlines()]
    assert (row["rule"], row["passed"]) == ("lexicon entry acid", False)
