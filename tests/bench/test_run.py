from bench.run import CASES, case_names
from bench.texts import texts


def test_a_case_is_a_file_of_its_name():
    assert {"startup", "threats"} <= set(case_names())
    assert all((CASES / f"{name}.py").is_file() for name in case_names())


def test_texts_are_the_same_for_the_same_seed_and_of_the_length_of_an_article():
    found = texts(40)
    assert found == texts(40)
    assert found != texts(40, seed=8)
    assert {text.language for text in found} == {"nl", "en"}
    assert all(300 <= len(text.body.split()) <= 520 for text in found)
