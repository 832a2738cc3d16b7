"""`tocsin rules`: what raises alerts, and whether each rule does what its author said."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tocsin.cli.output import CONFIG_OPTION, JSON_OPTION, print_rows

if TYPE_CHECKING:
    from processors.rules import CaseResult
    from processors.threats import EntryResult

COLUMNS = {
    "id": "id",
    "enabled": "enabled",
    "title": "title",
    "minimum_severity": "least sev",
    "cases": "cases",
    "categories": "categories",
}
TEST_COLUMNS = {"rule": "rule", "case": "case", "expected": "expected", "found": "found"}


def build() -> typer.Typer:
    """The commands under `tocsin rules`."""
    app = typer.Typer(help="Rules.", no_args_is_help=True, rich_markup_mode=None)
    app.command("list")(list_rules)
    app.command("test")(test)
    return app


def list_rules(as_json: bool = JSON_OPTION, config: Path = CONFIG_OPTION) -> None:
    """List the rules, bundled ones and your own."""
    from tocsin.local.knowledge import knowledge_for

    rows = [
        {
            "id": file.rule.id,
            "version": file.rule.version,
            "enabled": "yes" if file.enabled else "no",
            "title": file.rule.title,
            "categories": file.rule.categories or ("any",),
            "words": file.rule.words,
            "entities": file.rule.entities,
            "languages": file.rule.languages or ("any",),
            "sources": file.rule.sources,
            "minimum_severity": file.rule.minimum_severity,
            "cases": len(file.rule.must_match) + len(file.rule.must_not_match),
            "file": file.file,
        }
        for file in knowledge_for(config).rules.files
    ]
    print_rows(rows, COLUMNS, as_json=as_json, empty="no rules")


def test(
    rule_ids: list[str] = typer.Argument(None, help="Which; none means all, and your lexicon."),
    as_json: bool = JSON_OPTION,
    config: Path = CONFIG_OPTION,
) -> None:
    """Hold each rule, and each lexicon entry of yours, against its own sentences."""
    from tocsin.config import settings_or_defaults
    from tocsin.local.knowledge import knowledge_for
    from tocsin.local.rehearse import rehearse, rehearse_entries

    knowledge = knowledge_for(config)
    rules = [file.rule for file in knowledge.rules.files]
    unknown = set(rule_ids or ()) - {rule.id for rule in rules}
    if unknown:
        raise typer.BadParameter(f"there is no rule {', '.join(sorted(unknown))}")
    chosen = [rule for rule in rules if not rule_ids or rule.id in rule_ids]
    folders = settings_or_defaults(config).lexicon.folders if not rule_ids else ()
    rows = [_case_row(result) for rule in chosen for result in rehearse(rule, knowledge)]
    rows += [_entry_row(result) for result in rehearse_entries(knowledge, folders)]
    failed = [row for row in rows if not row["passed"]]
    good = f"{len(rows)} cases, all as expected"
    print_rows(rows if as_json else failed, TEST_COLUMNS, as_json=as_json, empty=good)
    if failed:
        typer.echo(f"tocsin: {len(failed)} of {len(rows)} cases failed", err=True)
        raise typer.Exit(1)


def _case_row(result: "CaseResult") -> dict[str, object]:
    return {
        "rule": result.rule_id,
        "case": f"{result.kind} {result.number}: {result.case.text[:80]}",
        "expected": "an alert" if result.kind == "must_match" else "no alert",
        "passed": result.passed,
        "found": result.found,
        "failed": result.failed,
    }


def _entry_row(result: "EntryResult") -> dict[str, object]:
    return {
        "rule": f"lexicon entry {result.entry_id}",
        "case": f"{result.language}: {result.sentence[:80]}",
        "expected": result.expected,
        "passed": result.passed,
        "found": ", ".join(result.found) or "nothing",
        "file": result.file,
    }
