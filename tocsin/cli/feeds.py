"""`tocsin feeds`: the feeds of tocsin.toml, which keeps its comments when one is added."""

from pathlib import Path
from typing import Any

import typer

from tocsin.cli.output import CONFIG_OPTION, JSON_OPTION, print_rows
from tocsin.times import local_time

COLUMNS = {
    "id": "id",
    "language": "lang",
    "tier": "tier",
    "polled": "last read",
    "next": "next",
    "failures": "failures",
    "url": "url",
}
CHECK_COLUMNS = {"id": "id", "items": "items", "newest": "newest", "problem": "problem"}


def build() -> typer.Typer:
    """The commands under `tocsin feeds`."""
    app = typer.Typer(help="Feeds.", no_args_is_help=True, rich_markup_mode=None)
    app.command("list")(list_feeds)
    app.command("add")(add)
    app.command("remove")(remove)
    app.command("check")(check)
    return app


def list_feeds(as_json: bool = JSON_OPTION, config: Path = CONFIG_OPTION) -> None:
    """List the feeds and when each was last read."""
    from tocsin.config import load_settings
    from tocsin.local.feeds import feed_states

    settings = load_settings(config)
    states = feed_states(settings)
    rows: list[dict[str, Any]] = []
    for feed in settings.feeds:
        state = states.get(feed.id)
        rows.append(
            {
                "id": feed.id,
                "url": feed.url,
                "title": feed.title,
                "owner": feed.owner,
                "language": feed.language,
                "tier": feed.tier,
                "tags": feed.tags,
                "polled": local_time(state.last_poll) if state and state.last_poll else "never",
                "next": local_time(state.next_poll) if state else "at start",
                "failures": state.failures if state else 0,
            }
        )
    empty = "no feeds yet; tocsin feeds add URL"
    print_rows(rows, COLUMNS, as_json=as_json, empty=empty)


def add(
    url: str = typer.Argument(..., help="Address of the feed."),
    feed_id: str = typer.Option(None, "--id", help="Your name for it; made of the host otherwise."),
    owner: str = typer.Option("", "--owner"),
    language: str = typer.Option("", "--language", help="ISO 639-1, such as nl."),
    config: Path = CONFIG_OPTION,
) -> None:
    """Add a feed to tocsin.toml; the rest of the file stays as it is."""
    from tocsin.local.feeds import add_feed

    wanted = {"id": feed_id or "", "url": url, "owner": owner, "language": language}
    added = add_feed(config, {key: value for key, value in wanted.items() if value})
    typer.echo(f"added {added} to {config}; tocsin feeds check {added} reads it once")


def remove(
    feed_id: str = typer.Argument(..., help="Its id."), config: Path = CONFIG_OPTION
) -> None:
    """Take a feed out of tocsin.toml; what came of it stays in the store."""
    from tocsin.local.feeds import remove_feed

    if not remove_feed(config, feed_id):
        typer.echo(f"tocsin: {config} has no feed {feed_id!r}", err=True)
        raise typer.Exit(1)
    typer.echo(f"removed {feed_id} from {config}")


def check(
    feed_ids: list[str] = typer.Argument(None, help="Which; none means all."),
    as_json: bool = JSON_OPTION,
    config: Path = CONFIG_OPTION,
) -> None:
    """Read feeds once and say what is in them; nothing is stored."""
    import asyncio

    from tocsin.config import load_settings
    from tocsin.local.feeds import check_feeds

    settings = load_settings(config)
    chosen = [feed for feed in settings.feeds if not feed_ids or feed.id in feed_ids]
    unknown = set(feed_ids or ()) - {feed.id for feed in settings.feeds}
    if unknown:
        raise typer.BadParameter(f"{config} has no feed {', '.join(sorted(unknown))}")
    rows = asyncio.run(check_feeds(settings, chosen))
    print_rows(rows, CHECK_COLUMNS, as_json=as_json, empty="no feeds yet; tocsin feeds add URL")
    if any(row["problem"] for row in rows):
        raise typer.Exit(1)
