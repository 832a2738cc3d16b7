"""An alert's reason in plain words."""

from processors.rules.compiled import Compiled
from processors.rules.view import View
from tocsin.model import ThreatMatch


def why(
    compiled: Compiled,
    view: View,
    strongest: ThreatMatch | None,
    words: tuple[str, ...],
    names: tuple[str, ...],
) -> str:
    """`bombing, reported, severity 70 because ...; says "haven"`."""
    rule = compiled.rule
    parts = [
        _threat(strongest) if strongest else "",
        f"severity {rule.severity} set by the rule" if rule.severity is not None else "",
        f"says {_quoted(words)}" if words else "",
        f"names {', '.join(names)}" if names else "",
        f"from {_source(view)}" if rule.sources and view.sources is not None else "",
    ]
    return "; ".join(part for part in parts if part)


def _threat(match: ThreatMatch) -> str:
    kind = match.category.replace("_", " ")
    reason = f" because {match.why}" if match.why else ""
    source = f", according to {match.attribution}" if match.attribution else ""
    return f"{kind}, {match.status}{source}, severity {match.severity}{reason}"


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def _source(view: View) -> str:
    article = view.enriched.article
    return article.owner or article.feed_id
