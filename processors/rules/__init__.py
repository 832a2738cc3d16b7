"""Rules: which articles raise an alert. Files in, alerts with their evidence out."""

from processors.rules.check import CaseResult, check_rule
from processors.rules.load import load_rules
from processors.rules.match import match_rules
from processors.rules.ruleset import RuleFile, RuleSet, rule_set

__all__ = [
    "CaseResult",
    "RuleFile",
    "RuleSet",
    "check_rule",
    "load_rules",
    "match_rules",
    "rule_set",
]
