"""Rules and lexicon entries held against their own sentences, through the real understanding."""

from collections.abc import Sequence
from pathlib import Path

from processors.pipeline import Knowledge, enrich
from processors.rules import CaseResult, check_rule
from processors.threats import EntryResult, check_entries
from tocsin.local.analysis import Request, article_of, known_language
from tocsin.model import EnrichedArticle, Rule, RuleCase

# Cases are about words, not about time: any instant will do.
_NOW = 0


def rehearse(rule: Rule, knowledge: Knowledge) -> list[CaseResult]:
    """How each of the rule's cases goes."""

    def understood(case: RuleCase) -> EnrichedArticle:
        request = Request(body=case.text, title=case.title, language=case.language)
        known = known_language(case.language)
        (value,) = enrich(
            [article_of(request, _NOW)], knowledge=knowledge, now=_NOW, languages=known
        )
        if isinstance(value, Exception):
            raise value
        return value

    return check_rule(rule, understood)


def rehearse_entries(knowledge: Knowledge, folders: Sequence[Path]) -> list[EntryResult]:
    """How the sentences of the entries in these folders go; what comes with Tocsin is not tried."""
    own = {folder.resolve() for folder in folders}
    ids = [
        name
        for name, sense in knowledge.lexicon.senses.items()
        if Path(sense.file).resolve().parent in own
    ]
    return check_entries(knowledge.lexicon, ids)
