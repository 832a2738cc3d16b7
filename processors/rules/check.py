"""A rule held against its own cases: what `tocsin rules test` shows."""

from collections.abc import Callable
from typing import Literal

import msgspec

from processors.rules.compiled import Compiled, compile_rule, speaks_of_threats
from processors.rules.conditions import (
    language_holds,
    meets,
    names_hold,
    threats_hold,
    words_hold,
)
from processors.rules.match import alert_of
from processors.rules.view import View, view_of
from tocsin.model import EnrichedArticle, Rule, RuleCase


class CaseResult(msgspec.Struct, frozen=True, kw_only=True):
    """How one case went: `number` counts from 1 within its kind.

    `found` is why the rule met the text, or what the text says to the conditions that did not hold,
    which `failed` names one by one; it is empty for a text that the rule met.
    """

    rule_id: str
    kind: Literal["must_match", "must_not_match"]
    number: int
    case: RuleCase
    passed: bool
    found: str
    failed: tuple[str, ...] = ()


def check_rule(rule: Rule, enrich: Callable[[RuleCase], EnrichedArticle]) -> list[CaseResult]:
    """Every case of the rule, must-match first. Cases have no source, so `sources` is not tested.

    Raises `QueryError` for a rule whose words are no query.
    """
    compiled = compile_rule(rule)
    return [
        *(
            _result(compiled, "must_match", number, case, enrich(case))
            for number, case in enumerate(rule.must_match, start=1)
        ),
        *(
            _result(compiled, "must_not_match", number, case, enrich(case))
            for number, case in enumerate(rule.must_not_match, start=1)
        ),
    ]


def _result(
    compiled: Compiled,
    kind: Literal["must_match", "must_not_match"],
    number: int,
    case: RuleCase,
    enriched: EnrichedArticle,
) -> CaseResult:
    view = view_of(enriched, source_known=False)
    met = meets(compiled, view)
    failures = {} if met else _failures(compiled, view)
    return CaseResult(
        rule_id=compiled.rule.id,
        kind=kind,
        number=number,
        case=case,
        passed=met == (kind == "must_match"),
        found=alert_of(compiled, view, now=0).why if met else "; ".join(failures.values()),
        failed=tuple(failures),
    )


def _failures(compiled: Compiled, view: View) -> dict[str, str]:
    """Each condition that does not hold, and what the article has instead."""
    checks = (
        (language_holds, _language_condition, _language_found),
        (names_hold, _names_condition, _names_found),
        (words_hold, _words_condition, _words_found),
        (threats_hold, _threat_condition, _threats_found),
    )
    return {
        condition(compiled.rule): found(view)
        for condition_holds, condition, found in checks
        if not condition_holds(compiled, view)
    }


def _language_condition(rule: Rule) -> str:
    return f"language is {_any_of(rule.languages)}"


def _language_found(view: View) -> str:
    language = view.enriched.language
    return f"the language is {language.code} ({language.confidence:.0%} sure)"


def _names_condition(rule: Rule) -> str:
    return f"names {_any_of(rule.entities)}"


def _names_found(view: View) -> str:
    names = sorted({f"{entity.name} ({entity.label})" for entity in view.enriched.entities})
    return f"the names are {', '.join(names)}" if names else "no name was found"


def _words_condition(rule: Rule) -> str:
    return f"says {_any_of(rule.words)}"


def _words_found(view: View) -> str:
    return f"none of the words among {len(view.lemmas)} of the text"


def _threat_condition(rule: Rule) -> str:
    parts = [
        f"a threat of {_any_of(rule.categories)}" if rule.categories else "any threat",
        f"that is {_any_of(rule.statuses)}" if rule.statuses else "",
        f"of severity {rule.minimum_severity} or more" if rule.minimum_severity else "",
        "" if rule.passing_mentions or not speaks_of_threats(rule) else "in a relevant article",
    ]
    return " ".join(part for part in parts if part)


def _threats_found(view: View) -> str:
    verdict = {True: "relevant", False: "not relevant", None: "not readable"}
    about = f"the article is {verdict[view.enriched.threat.relevant]}"
    matches = [
        f"{match.category} {match.status} {match.severity} ({match.text!r})"
        for match in view.enriched.threats
    ]
    return f"{about}, its threats are {', '.join(matches)}" if matches else f"{about}, no threats"


def _any_of(items: tuple[str, ...]) -> str:
    return " or ".join(items)
