"""Tiny spaCy pipelines built here stand for the official ones, which are installed or not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from processors.entities import Pipelines, find_all_entities, find_entities
from processors.entities.chunks import LONGEST, chunks
from processors.entities.labels import scheme
from tocsin.model import Article

PERSONS = ["Volodymyr Zelensky", "Angela de Vries", "Parijs"]
LONG_NAMES = [
    "Nationale Veiligheidsraad",
    "Universiteit van Moskou",
    "IS-aanslag",
    "Hamas-leider Sinwar",
]


@Language.component("fails_on_poison")
def fails_on_poison(doc: Doc) -> Doc:
    if "gif" in doc.text:
        raise ValueError("a model may fail on a text")
    return doc


def patterns() -> list[dict[str, str]]:
    persons = [{"label": "PER", "pattern": name} for name in PERSONS]
    return [*persons, *({"label": "ORG", "pattern": name} for name in LONG_NAMES)]


def build(*, failing: bool = False) -> Language:
    nlp = spacy.blank("nl")
    if failing:
        nlp.add_pipe("fails_on_poison")
    nlp.add_pipe("entity_ruler").add_patterns(patterns())  # type: ignore[attr-defined] # the ruler's
    return nlp


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build().to_disk(tmp_path / "model")
    return tmp_path / "model"


@pytest.fixture
def pipelines(folder: Path) -> Pipelines:
    return Pipelines(names={"nl": str(folder)})


def article(title: str = "", body: str = "") -> Article:
    return Article(
        id="a", url="", feed_id="", owner="", title=title, body=body, first_seen=0, revision=0,
        content_hash="",
    )  # fmt: skip


def found(pipelines: Pipelines, title: str, body: str = "") -> list[tuple[str, str, str]]:
    entities = find_entities(article(title, body), "nl", pipelines)
    return [(entity.text, entity.label, entity.name) for entity in entities]


def test_the_models_labels_become_ours(pipelines: Pipelines):
    assert found(pipelines, "Zo zei Volodymyr Zelensky") == [
        ("Volodymyr Zelensky", "PERSON", "Volodymyr Zelensky")
    ]


def test_the_lexicon_names_what_the_model_does_not(pipelines: Pipelines):
    assert found(pipelines, "Hezbollah dreigt") == [("Hezbollah", "GROUP", "Hezbollah")]


def test_a_longer_name_of_the_model_is_not_overwritten(pipelines: Pipelines):
    assert found(pipelines, "Op de Universiteit van Moskou") == [
        ("Universiteit van Moskou", "ORG", "Universiteit van Moskou")
    ]


def test_in_a_compound_with_a_hyphen_only_the_groups_name_counts(pipelines: Pipelines):
    assert found(pipelines, "Een IS-aanslag") == [("IS", "GROUP", "Islamic State")]
    assert found(pipelines, "De Hamas-leider Sinwar") == [
        ("Hamas", "GROUP", "Hamas"),
        ("Sinwar", "ORG", "Sinwar"),
    ]


def test_where_both_see_a_name_the_model_may_say_it_is_a_person(pipelines: Pipelines):
    assert found(pipelines, "Met Parijs erbij") == [("Parijs", "PERSON", "Parijs")]


def test_a_surname_is_the_person_whose_full_name_is_elsewhere(pipelines: Pipelines):
    assert found(pipelines, "Zelensky boos", "Volodymyr Zelensky zei het. Zelensky's leger.") == [
        ("Zelensky", "PERSON", "Volodymyr Zelensky"),
        ("Volodymyr Zelensky", "PERSON", "Volodymyr Zelensky"),
        ("Zelensky", "PERSON", "Volodymyr Zelensky"),
    ]


def test_a_family_name_with_its_particle_is_the_person_too(pipelines: Pipelines):
    assert found(pipelines, "De Vries zwijgt", "Angela de Vries was er.") == [
        ("De Vries", "PERSON", "Angela de Vries"),
        ("Angela de Vries", "PERSON", "Angela de Vries"),
    ]


def test_a_text_the_model_fails_on_is_left_to_the_lexicon(tmp_path: Path):
    build(failing=True).to_disk(tmp_path / "failing")
    failing = Pipelines(names={"nl": str(tmp_path / "failing")})
    articles = [article("Hamas en Angela de Vries"), article("Hamas, gif en Angela de Vries")]
    good, bad = find_all_entities(articles, ["nl", "nl"], failing)
    assert [entity.text for entity in good] == ["Hamas", "Angela de Vries"]
    assert [entity.text for entity in bad] == ["Hamas"]


def test_a_pipeline_that_is_not_there_is_a_problem_and_no_exception(tmp_path: Path):
    missing = Pipelines(names={"nl": "nl_not_installed", "de": str(tmp_path)})
    assert [problem.key for problem in missing.check()] == ["pipelines.nl", "pipelines.de"]
    assert found(missing, "Hamas") == [("Hamas", "GROUP", "Hamas")]
    assert [problem.key for problem in missing.problems] == ["pipelines.nl"]


def test_a_pipeline_is_loaded_once_and_only_for_its_language(folder: Path):
    pipelines = Pipelines(names={"nl": str(folder)})
    assert find_entities(article("Angela de Vries"), "en", pipelines) == ()
    assert found(pipelines, "Angela de Vries")
    (folder / "config.cfg").unlink()
    assert found(pipelines, "Angela de Vries")


def test_the_largest_installed_official_pipeline_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for size, name in (("sm", "Klein"), ("md", "Groot")):
        nlp = spacy.blank("nl")
        ruler = nlp.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "PERSON", "pattern": name}])  # type: ignore[attr-defined] # its
        package = tmp_path / f"nl_core_news_{size}"
        package.mkdir()
        nlp.to_disk(package / "data")
        (package / "__init__.py").write_text(
            "import pathlib, spacy\n"
            "def load(**options):\n"
            "    return spacy.load(pathlib.Path(__file__).parent / 'data', **options)\n"
        )
        (tmp_path / f"nl_core_news_{size}-3.8.0.dist-info").mkdir()
        metadata = f"Metadata-Version: 2.1\nName: nl_core_news_{size}\nVersion: 3.8.0\n"
        (tmp_path / f"nl_core_news_{size}-3.8.0.dist-info" / "METADATA").write_text(metadata)
    monkeypatch.syspath_prepend(tmp_path)
    assert found(Pipelines(installed=True), "Groot en Klein") == [("Groot", "PERSON", "Groot")]
    assert found(Pipelines(), "Groot en Klein") == []


def paragraphs() -> Iterator[str]:
    for number in range(1_000):
        yield f"Alinea {number} over Angela de Vries en over niets anders dan dat."


def test_no_name_is_lost_or_doubled_in_a_long_text(pipelines: Pipelines):
    body = "\n\n".join(paragraphs())
    entities = find_entities(article(body=body), "nl", pipelines)
    assert len(body) > 5 * LONGEST
    assert [entity.text for entity in entities] == ["Angela de Vries"] * 1_000
    assert all(body[entity.start : entity.end] == entity.text for entity in entities)


def test_one_long_line_is_cut_between_sentences(pipelines: Pipelines):
    body = " ".join(paragraphs())
    assert len(find_entities(article(body=body), "nl", pipelines)) == 1_000


@pytest.mark.parametrize(
    "text", ["", "a", "a" * 50, "een twee drie vier\n\nvijf zes zeven acht negen"]
)
def test_the_pieces_of_a_text_are_the_text(text: str):
    pieces = list(chunks(text, longest=12))
    assert "".join(piece for _, piece in pieces) == text
    assert all(text[offset : offset + len(piece)] == piece for offset, piece in pieces)
    assert all(0 < len(piece) <= 12 for _, piece in pieces)


@pytest.mark.parametrize(
    ("labels", "label", "ours"),
    [
        (["PERSON", "ORG", "GPE", "NORP", "DATE"], "GPE", "LOC"),
        (["PERSON", "ORG", "GPE", "NORP", "DATE"], "DATE", None),
        (["PER", "ORG", "LOC", "MISC"], "PER", "PERSON"),
        (["persName", "orgName", "placeName"], "placeName", "LOC"),
        (["PER", "ORG", "GPE_LOC", "GPE_ORG", "DRV"], "GPE_ORG", "LOC"),
    ],
)
def test_each_scheme_of_labels_is_known(labels: list[str], label: str, ours: str | None):
    assert scheme(labels).get(label) == ours
