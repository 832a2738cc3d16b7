"""The breaker trips when more than a fifth of the last 500 documents die of one cause."""

from hypothesis import given
from hypothesis import strategies as st

from tocsin.local.breaker import SHARE, WINDOW, Breaker, error_class


def trips(*errors: str) -> list[int]:
    """The places in the sequence at which the breaker says stop."""
    breaker = Breaker()
    return [place for place, error in enumerate(errors) if breaker.note(error)]


def test_a_fifth_is_borne_and_one_more_is_not():
    assert trips(*["X: y"] * 100) == []
    assert trips(*["X: y"] * 101) == [100]


def test_the_cause_is_told():
    breaker = Breaker()
    assert [breaker.note(f"MemoryError: {i}") for i in range(101)][-1] == "MemoryError"


def test_living_documents_in_between_do_not_matter_within_the_window():
    assert trips(*["X", "", "", ""] * 100, *[""] * 99, "X") == [499]


def test_deaths_that_lie_more_than_a_window_back_are_forgotten():
    assert trips(*["X"] * 100, *[""] * 400, *["X"] * 100) == []


def test_many_causes_that_each_stay_below_a_fifth_do_not_trip():
    assert trips(*["A: 1", "B: 2", "C: 3", "D: 4", "E: 5"] * 400) == []


def test_a_living_document_never_trips_it():
    breaker = Breaker()
    for _ in range(200):
        breaker.note("X")
    assert breaker.note("") == ""


def test_the_class_of_an_error_leaves_out_what_is_special_to_one_document():
    assert error_class("LookupError: the words of el are damaged") == "LookupError"
    assert error_class("no answer within 10 s") == "no answer within 10 s"
    assert error_class("") == ""


@given(st.lists(st.sampled_from(["", "A: 1", "A: 2", "B"]), max_size=800))
def test_it_agrees_with_a_plain_count(errors: list[str]):
    def stops(place: int) -> bool:
        kinds = [error_class(error) for error in errors[: place + 1]][-WINDOW:]
        return bool(kinds[-1]) and kinds.count(kinds[-1]) > SHARE * WINDOW

    assert trips(*errors) == [place for place in range(len(errors)) if stops(place)]
