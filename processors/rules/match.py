"""Rules held against one enriched article. Pure: no clock, no files."""

from collections.abc import Sequence

from processors.rules.compiled import Compiled
from processors.rules.conditions import meets, threat_matches
from processors.rules.evidence import evidence_of
from processors.rules.index import candidates
from processors.rules.passages import Passage, passages_of
from processors.rules.ruleset import RuleSet
from processors.rules.view import View, view_of
from processors.rules.why import why
from tocsin.identity import alert_id
from tocsin.model import Alert, EnrichedArticle, Threat, ThreatMatch


def match_rules(
    rules: RuleSet, enriched: EnrichedArticle, now: int, *, alert_on_backfill: bool = False
) -> tuple[Alert, ...]:
    """One alert for each rule that the article meets, in the order of their ids.

    A fallback rule raises its alert only where no other rule does.

    `now` (ms) becomes `Alert.raised`. An article that was already old when its feed was first
    polled (`backfill`) raises nothing, unless that is asked for.
    """
    if enriched.article.backfill and not alert_on_backfill:
        return ()
    view = view_of(enriched)
    found = (rules.compiled[number] for number in candidates(rules.lookup, view))
    met = [compiled for compiled in found if meets(compiled, view)]
    chosen = [compiled for compiled in met if not compiled.rule.fallback] or met
    return tuple(alert_of(compiled, view, now) for compiled in chosen)


def alert_of(compiled: Compiled, view: View, now: int) -> Alert:
    """The alert of a rule that meets the article."""
    rule, enriched = compiled.rule, view.enriched
    article = enriched.article
    matches = threat_matches(rule, view)
    strongest = _strongest(matches, enriched.threat)
    passages = passages_of(compiled, view, matches)
    return Alert(
        id=alert_id(rule.id, article.id),
        rule_id=rule.id,
        rule_version=rule.version,
        rule_title=rule.title,
        article_id=article.id,
        revision=article.revision,
        url=article.url,
        title=article.title,
        feed_id=article.feed_id,
        owner=article.owner,
        language=enriched.language.code,
        category=strongest.category if strongest else None,
        status=strongest.status if strongest else None,
        severity=_severity(compiled, view, strongest),
        why=why(compiled, view, strongest, _said(passages, "word"), _said(passages, "name")),
        evidence=evidence_of(article, passages),
        destinations=rule.destinations,
        published=article.published,
        first_seen=article.first_seen,
        raised=now,
    )


def _strongest(matches: Sequence[ThreatMatch], verdict: Threat) -> ThreatMatch | None:
    """The match to name: one that the verdict on the article rests on, where the rule asks for it.

    So that alert, article and search say one thing.
    """
    return max(
        matches,
        key=lambda one: (
            one.category == verdict.category,
            one.status == verdict.status,
            one.severity,
        ),
        default=None,
    )


def _severity(compiled: Compiled, view: View, strongest: ThreatMatch | None) -> int:
    """The rule's own, else that of the strongest match, else of the verdict on the article."""
    if compiled.rule.severity is not None:
        return compiled.rule.severity
    return strongest.severity if strongest else view.enriched.threat.severity


def _said(passages: list[Passage], kind: str) -> tuple[str, ...]:
    """The distinct texts of one kind, whatever their case, as first met."""
    found: dict[str, str] = {}
    for passage in passages:
        if passage.kind == kind:
            found.setdefault(passage.text.casefold(), passage.text)
    return tuple(found.values())
