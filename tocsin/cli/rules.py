"""`tocsin rules`: what raises alerts, and whether each rule does what its author said."""

from pathlib import Path

import typer

from tocsin.cli.output import CONFIG_OPTION, JSON_OPTION, print_rows

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
    rule_ids: list[str] = typer.Argument(None, help="Which; none means all."),
    as_json: bool = JSON_OPTION,
    config: Path = CONFIG_OPTION,
) -> None:
    """Hold each rule against its own must-match and must-not-match texts."""
    from tocsin.local.knowledge import knowledge_for
    from tocsin.local.rehearse import rehearse

    knowledge = knowledge_for(config)
    rules = [file.rule for file in knowledge.rules.files]
    unknown = set(rule_ids or ()) - {rule.id for rule in rules}
    if unknown:
        raise typer.BadParameter(f"there is no rule {', '.join(sorted(unknown))}")
    chosen = [rule for rule in rules if not rule_ids or rule.id in rule_ids]
    results = [result for rule in chosen for result in rehearse(rule, knowledge)]
    failed = [result for result in results if not result.passed]
    rows = [
        {
            "rule": result.rule_id,
            "case": f"{result.kind} {result.number}: {result.case.text[:80]}",
            "expected": "an alert" if result.kind == "must_match" else "no alert",
            "passed": result.passed,
            "found": result.found,
            "failed": result.failed,
        }
        for result in (results if as_json else failed)
    ]
    good = f"{len(results)} cases of {len(chosen)} rules, all as expected"
    print_rows(rows, TEST_COLUMNS, as_json=as_json, empty=good)
    if failed:
        typer.echo(f"tocsin: {len(failed)} of {len(results)} cases failed", err=True)
        raise typer.Exit(1)
