"""The arithmetic of precision and recall, on sentences small enough to count by hand."""

from typing import Any

from processors.entities.scoring import Sentence, Tally, documents


def sentence(**fields: Any) -> Sentence:
    plain: dict[str, Any] = {
        "text": "Jan woont in Gent",
        "ents": [(0, 3, "PER"), (13, 17, "LOC")],
    }
    return Sentence(**plain | fields)


def scores(found: list[tuple[int, int, str]], **fields: Any) -> dict[str, tuple[int, int, int]]:
    tally = Tally()
    tally.add(sentence(**fields), found)
    return {label: (s.right, s.found, s.wanted) for label, s in tally.scores().items()}


def test_place_and_label_must_both_be_right():
    assert scores([(0, 3, "ORG"), (13, 17, "LOC")]) == {
        "PER": (0, 0, 1),
        "ORG": (0, 1, 0),
        "LOC": (1, 1, 1),
        "all": (1, 2, 2),
    }
    assert scores([(0, 9, "PER")])["PER"] == (0, 1, 1)


def test_precision_recall_and_f1_are_shares_and_nothing_divides_by_zero():
    tally = Tally()
    assert tally.scores()["all"].f1 == 0
    tally.add(sentence(), [(0, 3, "PER"), (4, 9, "LOC"), (10, 12, "LOC")])
    score = tally.scores()["all"]
    assert (score.precision, score.recall, score.f1) == (1 / 3, 1 / 2, 2 / 5)


def test_where_no_misc_is_marked_none_counts():
    assert "MISC" not in scores([(4, 9, "MISC")], nomisc=1)


def test_what_touches_an_unknown_place_does_not_count():
    assert scores([(4, 9, "ORG")], miss=[(8, 12)])["all"] == (0, 0, 2)


def test_sentences_of_one_article_stay_together_and_others_stand_alone():
    lines = [sentence(doc=doc) for doc in ("a", "a", "", "", "b")]
    (batch,) = documents(lines)
    assert [len(article) for article in batch] == [2, 1, 1, 1]
