"""`tocsin entities`: how well names are found."""

from pathlib import Path

import typer

from tocsin.cli.output import CONFIG_OPTION, JSON_OPTION, console, print_rows

COLUMNS = {
    "file": "file",
    "language": "lang",
    "label": "label",
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "right": "right",
    "found": "found",
    "wanted": "wanted",
}


def build() -> typer.Typer:
    """The commands under `tocsin entities`."""
    app = typer.Typer(help="Names in texts.", no_args_is_help=True, rich_markup_mode=None)
    app.callback()(_entities)
    app.command("evaluate")(evaluate)
    return app


def _entities() -> None:
    """Names in texts."""


def evaluate(
    files: list[Path] = typer.Argument(
        help="Annotated sentences: .jsonl or .jsonl.gz, one object a line with text and ents."
    ),
    as_json: bool = JSON_OPTION,
    config: Path = CONFIG_OPTION,
) -> None:
    """Hold annotated sentences against what is found: precision, recall, F1 per label.

    A name counts when its place and label are exactly right; a GROUP counts as ORG. Sentences of
    one "doc" are read as one article. The language is the "language" of a sentence, or the
    two-letter part of the file's name (ud.nl.test.jsonl.gz).
    """
    from rich.progress import Progress

    from tocsin.local.entity_figures import figures, read_sentences
    from tocsin.local.knowledge import pipelines_for

    pipelines = pipelines_for(config)
    sets = {file: read_sentences(file) for file in files}
    rows = []
    with Progress(console=console(stderr=True), transient=True) as progress:
        bar = progress.add_task("reading", total=sum(map(len, sets.values())))
        for file, sentences in sets.items():
            rows += figures(file, sentences, pipelines, lambda done: progress.advance(bar, done))
    print_rows(rows, COLUMNS, as_json=as_json, empty="no sentences")
