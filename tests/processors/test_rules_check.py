from processors.rules import check_rule
from tests.processors.rules_data import article, enriched, match_in, rule
from tocsin.model import EnrichedArticle, RuleCase


def enrich(case: RuleCase) -> EnrichedArticle:
    """An enricher that knows one threat: a bomb."""
    of = article(title=case.title, body=case.text)
    threats = (match_in(of, "bom"),) if "bom" in case.text else ()
    return enriched(of, threats=threats, relevant=bool(threats), language=case.language or "nl")


BOMB = RuleCase(text="Er is een bom gevonden in de haven.")
CALM = RuleCase(text="De haven was rustig.")
TESTED = rule(
    categories=("bombing",),
    words=("haven",),
    languages=("nl",),
    sources=("regio",),
    must_match=(BOMB, CALM, RuleCase(text="A bom.", language="en")),
    must_not_match=(CALM, BOMB),
)


def test_every_case_is_checked_in_order():
    results = check_rule(TESTED, enrich)
    assert [(result.kind, result.number, result.passed) for result in results] == [
        ("must_match", 1, True),
        ("must_match", 2, False),
        ("must_match", 3, False),
        ("must_not_match", 1, True),
        ("must_not_match", 2, False),
    ]


def test_a_case_that_is_not_met_says_which_conditions_failed_and_what_was_found():
    _, calm, english, *_ = check_rule(TESTED, enrich)
    assert calm.failed == ("a threat of bombing in a relevant article",)
    assert calm.found == "the article is not relevant, no threats"
    assert english.failed == ("language is nl", "says haven")
    assert english.found.startswith("the language is en (90% sure); none of the words")


def test_a_case_that_is_met_but_should_not_be_says_why_it_is():
    wrong = check_rule(TESTED, enrich)[-1]
    assert wrong.failed == ()
    assert wrong.found.startswith("bombing, reported, severity 60")
