"""The conditions of a rule, one function each; a rule meets an article when all of them hold."""

from processors.rules.compiled import Compiled, speaks_of_threats
from processors.rules.view import View
from processors.rules.words import holds
from tocsin.model import Rule, ThreatMatch

# THREATS: these do not make an article relevant, so they raise nothing that was not asked for.
UNREAL = frozenset({"denied", "exercise", "fiction"})


def meets(compiled: Compiled, view: View) -> bool:
    """Whether all conditions of the rule hold for the article."""
    return (
        language_holds(compiled, view)
        and source_holds(compiled, view)
        and names_hold(compiled, view)
        and words_hold(compiled, view)
        and threats_hold(compiled, view)
    )


def language_holds(compiled: Compiled, view: View) -> bool:
    """Whether the article is in one of the rule's languages."""
    languages = compiled.rule.languages
    return not languages or view.enriched.language.code in languages


def source_holds(compiled: Compiled, view: View) -> bool:
    """Whether it came by one of the rule's feeds or owners, as far as its source is known."""
    sources = view.sources
    return not compiled.sources or sources is None or not compiled.sources.isdisjoint(sources)


def names_hold(compiled: Compiled, view: View) -> bool:
    """Whether it names one of the rule's entities, or one of a label that the rule lists."""
    if not compiled.rule.entities:
        return True
    by_name = not compiled.names.isdisjoint(view.names)
    return by_name or not compiled.labels.isdisjoint(view.labels)


def words_hold(compiled: Compiled, view: View) -> bool:
    """Whether it says one of the rule's words."""
    if not compiled.words:
        return True
    return any(holds(word.node, word.forms, view) for word in compiled.words)


def threats_hold(compiled: Compiled, view: View) -> bool:
    """Whether a threat match meets the rule, if the rule asks for one."""
    return not speaks_of_threats(compiled.rule) or bool(threat_matches(compiled.rule, view))


def threat_matches(rule: Rule, view: View) -> tuple[ThreatMatch, ...]:
    """The threat matches that meet the rule.

    A match of an unreal status counts only where the rule lists that status, and then whatever the
    verdict on the article; any other needs a relevant article unless passing mentions are wanted.
    """
    if not speaks_of_threats(rule):
        return ()
    about = view.enriched.threat.relevant is True or rule.passing_mentions
    return tuple(match for match in view.enriched.threats if _match_counts(rule, match, about))


def _match_counts(rule: Rule, match: ThreatMatch, about: bool) -> bool:  # noqa: FBT001 - private
    if match.severity < rule.minimum_severity:
        return False
    if rule.categories and match.category not in rule.categories:
        return False
    if match.status in rule.statuses:
        return about or match.status in UNREAL
    return about and not rule.statuses and match.status not in UNREAL
