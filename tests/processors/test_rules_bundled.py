import pytest

from processors.entities import Pipelines
from processors.pipeline import Knowledge, enrich
from processors.rules import check_rule, load_rules
from processors.threats import load_lexicon
from tests.processors.rules_data import NOW, article
from tocsin.model import EnrichedArticle, Rule, RuleCase

RULES = load_rules()


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return Knowledge(lexicon=load_lexicon(), rules=RULES, pipelines=Pipelines(names={}))


@pytest.mark.parametrize("rule", [f.rule for f in RULES.files], ids=lambda rule: rule.id)
def test_every_bundled_rule_passes_its_own_cases(rule: Rule, knowledge: Knowledge):
    def enriched(case: RuleCase) -> EnrichedArticle:
        of = article(title=case.title, body=case.text, declared_language=case.language)
        [found] = enrich([of], knowledge=knowledge, now=NOW)
        assert isinstance(found, EnrichedArticle)
        return found

    results = check_rule(rule, enriched)
    wrong = [(r.kind, r.number, r.found, r.failed) for r in results if not r.passed]
    assert wrong == []


def test_few_rules_are_switched_on_so_that_one_article_seldom_alerts_twice():
    assert [rule.id for rule in RULES.rules] == [
        "any-threat",
        "cyberattack-on-care-or-utility",
        "drone-or-missile-strike",
        "terror-attack",
        "threat-level-changed",
    ]
    assert [rule.id for rule in RULES.rules if rule.fallback] == ["any-threat"]


def test_every_bundled_rule_has_cases_of_both_kinds_in_dutch_and_english():
    for file in RULES.files:
        for cases in (file.rule.must_match, file.rule.must_not_match):
            assert {"nl", "en"} <= {case.language for case in cases}, file.rule.id
