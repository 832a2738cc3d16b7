"""`tocsin search`: what the store has."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tocsin.cli.output import JSON_OPTION, print_rows
from tocsin.cli.store import reading_store
from tocsin.times import local_time, utc_time

if TYPE_CHECKING:
    from sinks.values import Hit

# No option of one letter: `-cafe` and `-not` are words to be left out.
LONG_CONFIG_OPTION = typer.Option("tocsin.toml", "--config", help="The configuration file.")
COLUMNS = {
    "time": "time",
    "severity": "sev",
    "title": "title",
    "category": "category",
    "language": "lang",
    "feed": "feed",
}


def search(
    query: list[str] = typer.Argument(None, help="What to look for; nothing means everything."),
    limit: int = typer.Option(20, "--limit", min=1, max=10_000, help="How many at most."),
    order: str = typer.Option("newest", "--order", help="newest or relevance."),
    as_json: bool = JSON_OPTION,
    config: Path = LONG_CONFIG_OPTION,
) -> None:
    """Search the stored articles, the newest first.

    Words are found in every inflection; "quoted words" exactly as written.

    \b
        tocsin search droneaanval -oefening
        tocsin search 'entity:"ISIS-K" since:2d'
        tocsin search 'threat:terrorism lang:nl source:nos'
        tocsin search '"het vuur openen" OR schietpart*'
    """
    from sinks.sqlite import search as search_store
    from tocsin.local.clock import now_ms
    from tocsin.query import parse

    for word in query or ():
        if word.startswith("--"):
            raise typer.BadParameter(f"there is no option {word}")
    if order not in ("newest", "relevance"):
        raise typer.BadParameter("expected newest or relevance", param_hint="--order")
    tree = parse(" ".join(query)) if query else None
    with reading_store(config) as conn:
        hits = search_store(conn, tree, now=now_ms(), limit=limit, order=order)
    rows = [_row(hit) for hit in hits]
    print_rows(rows, COLUMNS, as_json=as_json, empty="nothing found")


def _row(hit: "Hit") -> dict[str, object]:
    return {
        "id": hit.id,
        "time": local_time(hit.timestamp),
        "timestamp": utc_time(hit.timestamp),
        "first_seen": utc_time(hit.first_seen),
        "severity": hit.severity or None,
        "category": hit.category,
        "status": hit.status,
        "relevant": hit.relevant,
        "language": hit.language,
        "feed": hit.feed_id,
        "owner": hit.owner,
        "title": hit.title,
        "url": hit.url,
    }
