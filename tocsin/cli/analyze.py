"""`tocsin analyze`: enrich texts and show what was understood; nothing is stored."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tocsin.cli.output import CONFIG_OPTION, JSON_OPTION, clean, console, print_lines, wants_json

if TYPE_CHECKING:
    from processors.pipeline import Knowledge
    from processors.threats import NearMiss
    from tocsin.model import EnrichedArticle


def _exists(source: str) -> str:
    if source != "-" and not Path(source).exists():
        raise typer.BadParameter(f"there is no file {source!r}; texts come by standard input")
    return source


def analyze(
    source: str = typer.Argument("-", help="A file, or - for standard input.", callback=_exists),
    ndjson: bool = typer.Option(
        False,
        "--ndjson",
        help='Read one {"id","title","body","language"?} a line; write one answer a line.',
    ),
    why: bool = typer.Option(
        False, "--why", help="Also show what almost matched, and what stopped it."
    ),
    as_json: bool = JSON_OPTION,
    config: Path = CONFIG_OPTION,
) -> None:
    """Enrich texts and print what was understood of them. Nothing is stored.

    A text is cleaned of the noise of web pages first; --ndjson takes it word for word.

    \b
        tocsin analyze article.txt
        echo "Politie vindt bom onder auto" | tocsin analyze
        echo "De aanslag van de fiscus viel mee" | tocsin analyze --why
        tocsin analyze --ndjson < articles.ndjson > understood.ndjson
    """
    from tocsin.local.knowledge import knowledge_for

    knowledge = knowledge_for(config)
    if ndjson:
        raise typer.Exit(_answer_lines(source, knowledge))
    enriched, problems = _read_texts(source, knowledge)
    for value in enriched:
        near = _near_misses(value, knowledge) if why else None
        _print(value, near) if wants_json(as_json) else _show(value, near or ())
    for problem in problems:
        typer.echo(f"tocsin: {clean(problem)}", err=True)
    if problems:
        raise typer.Exit(1)


def _answer_lines(source: str, knowledge: "Knowledge") -> int:
    from tocsin.local.analysis import answer_line
    from tocsin.local.clock import now_ms

    failed = False
    with sys.stdin.buffer if source == "-" else Path(source).open("rb") as lines:
        for line in lines:
            if line.strip():
                found = answer_line(line, knowledge=knowledge, now=now_ms())
                failed |= "error" in found
                print_lines([found])
    return int(failed)


def _read_texts(source: str, knowledge: "Knowledge") -> tuple[list["EnrichedArticle"], list[str]]:
    """What was understood, and what could not be read or understood, in words."""
    from processors.pipeline import enrich
    from tocsin.local.clock import now_ms
    from tocsin.local.intake import articles_of_file, articles_of_text
    from tocsin.model import EnrichedArticle

    now = now_ms()
    if source == "-":
        articles, failures = articles_of_text(sys.stdin.buffer.read(), now=now)
    else:
        articles, failures = articles_of_file(Path(source), now=now)
    problems = [f"{failure.url}: {failure.message}" for failure in failures]
    understood = enrich(articles, knowledge=knowledge, now=now)
    for article, value in zip(articles, understood, strict=True):
        if isinstance(value, Exception):
            problems.append(f"{article.title!r}: {type(value).__name__}: {value}")
    return [value for value in understood if isinstance(value, EnrichedArticle)], problems


def _near_misses(enriched: "EnrichedArticle", knowledge: "Knowledge") -> tuple["NearMiss", ...]:
    from processors.threats import find_near_misses

    article = enriched.article
    return find_near_misses(
        article.title,
        article.body,
        language=enriched.language.code,
        lexicon=knowledge.lexicon,
        classifier=knowledge.classifier,
        tags=article.tags,
    )


def _print(enriched: "EnrichedArticle", near: Sequence["NearMiss"] | None) -> None:
    """One JSON object; `near_misses` only where they were asked for."""
    from tocsin.local.analysis import answer

    asked = {} if near is None else {"near_misses": [one._asdict() for one in near]}
    print_lines([{**answer(enriched), **asked}])


def _show(enriched: "EnrichedArticle", near: Sequence["NearMiss"]) -> None:
    from rich.text import Text

    article, threat, out = enriched.article, enriched.threat, console()
    language = f"{enriched.language.code} ({enriched.language.confidence:.2f})"
    out.print(_marked(enriched, "title"), style="bold")
    out.print(Text(f"language {language}, understood: {enriched.understanding}", style="dim"))
    verdict = {True: "threat", False: "no threat", None: "not read"}[threat.relevant]
    detail = f"{threat.category} · {threat.status} · severity {threat.severity}: {threat.why}"
    out.print(Text(verdict, style="bold"), Text(detail if threat.category else threat.why))
    if article.body:
        out.print(Text(""), _marked(enriched, "body"))
    for match in enriched.threats:
        words = f"{match.text!r} at {match.field} {match.start}-{match.end}"
        kind = f"{match.category} · {match.status} · severity {match.severity}"
        why = clean(f"({match.term}) {match.why}")
        out.print(Text.assemble(("  ! ", "red"), clean(words), ": ", (kind, "bold"), f" {why}"))
    for miss in near:
        words = clean(f"{miss.text!r} at {miss.field} {miss.start}-{miss.end}")
        told = f"{words}: no match as {miss.what}, {miss.stopped}"
        out.print(Text.assemble(("  ? ", "yellow"), (told, "dim")))
    for entity in enriched.entities:
        kind = f"{entity.label} {clean(entity.name)}"
        out.print(Text.assemble(("  · ", "cyan"), f"{clean(entity.text)!r}: {kind}"))


def _marked(enriched: "EnrichedArticle", field: str):  # the text, matches coloured
    from rich.text import Text

    source = enriched.article.title if field == "title" else enriched.article.body
    marked = Text("".join(c if c.isprintable() or c == "\n" else " " for c in source))
    for entity in enriched.entities:
        if entity.field == field:
            marked.stylize("cyan", entity.start, entity.end)
    for match in enriched.threats:
        if match.field == field:
            marked.stylize("bold red underline", match.start, match.end)
    return marked
