"""The command line: what `tocsin` answers, and the exit codes it keeps.

0 done, 1 failed, 2 wrong usage or configuration. Commands import what they need when they run, so
that `tocsin --help` answers at once.
"""

import os
import sys

import typer

from tocsin.cli import (
    alerts,
    analyze,
    dead,
    demo,
    entities,
    feeds,
    ingest,
    init,
    rules,
    run,
    search,
)
from tocsin.cli.logs import Level, set_up_logs
from tocsin.errors import ConfigurationError, QueryError, TocsinError

HELP = """Tocsin watches news feeds and rings the alarm when an article reports a threat.

\b
    tocsin demo      the whole pipeline on bundled feeds: the first thing to try
    tocsin init      write a commented tocsin.toml, then: tocsin run
"""


def main() -> None:
    """Run the command that `sys.argv` names and exit with its code."""
    # Workers share the cores among them; numpy's own threads would only wait for each other. It
    # looks when it is imported, which is later.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        build_app()()
    except TocsinError as error:
        sys.stderr.write(f"tocsin: {error}\n")
        sys.exit(2 if isinstance(error, ConfigurationError | QueryError) else 1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is left to say, not even that.
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        sys.stderr.write(f"tocsin: {error.strerror or error}: {error.filename or 'the output'}\n")
        sys.exit(1)


def build_app() -> typer.Typer:
    """The application with all its commands."""
    app = typer.Typer(
        help=HELP,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        add_completion=False,
    )
    app.callback()(common_options)
    app.command("init")(init.init)
    app.command("demo")(demo.demo)
    app.command("run")(run.run)
    app.command("ingest")(ingest.ingest)
    app.command("analyze")(analyze.analyze)
    # `-oefening` is a word of a query, not an option that nobody knows.
    app.command("search", context_settings={"ignore_unknown_options": True})(search.search)
    app.add_typer(feeds.build(), name="feeds")
    app.add_typer(rules.build(), name="rules")
    app.add_typer(entities.build(), name="entities")
    app.add_typer(alerts.build(), name="alerts")
    app.add_typer(dead.build(), name="dead")
    return app


def _say_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(version("tocsin"))
        raise typer.Exit


def common_options(
    verbose: bool = typer.Option(False, "--verbose", "-v", help="Say more in the log."),
    quiet: bool = typer.Option(False, "--quiet", "-q", help="Log errors only."),
    version: bool = typer.Option(  # noqa: ARG001 - its callback answers
        False, "--version", help="Say the version and stop.", callback=_say_version, is_eager=True
    ),
) -> None:
    """Options of every command."""
    set_up_logs(Level.DEBUG if verbose else Level.ERROR if quiet else Level.INFO)
