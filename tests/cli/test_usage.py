import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tocsin.cli.main import build_app

COMMANDS = ["init", "demo", "run", "ingest", "analyze", "search"]
GROUPS = ["feeds", "rules", "alerts", "dead"]


def test_help_names_every_command(tocsin: Run):
    shown = tocsin("--help")
    assert shown.returncode == 0
    for name in (*COMMANDS, *GROUPS):
        assert re.search(rf"^  {name} ", shown.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_gives_an_example(tocsin: Run, name: str):
    shown = tocsin(name, "--help")
    assert shown.returncode == 0
    assert "tocsin" in shown.stdout or name == "demo"


def test_every_command_has_help():
    for group in build_app().registered_groups:
        assert group.typer_instance is not None
        for command in group.typer_instance.registered_commands:
            assert command.callback is not None
            assert command.callback.__doc__


@pytest.mark.parametrize(
    "args",
    [["nonsense"], ["search", "--limit", "0"], ["run", "--nonsense"], ["ingest"]],
)
def test_wrong_usage_is_exit_code_2(tocsin: Run, args: list[str]):
    assert tocsin(*args).returncode == 2


def test_a_missing_configuration_is_exit_code_2_and_says_what_to_do(tocsin: Run):
    run = tocsin("run")
    assert run.returncode == 2
    assert "tocsin.toml: there is no such file; `tocsin init` writes one" in run.stderr


def test_all_mistakes_of_a_configuration_come_at_once(tocsin: Run, tmp_path: Path):
    (tmp_path / "tocsin.toml").write_text('colour = 1\n[poll]\ninterval = "soon"\n')
    run = tocsin("run")
    assert run.returncode == 2
    assert "tocsin.toml:1: colour: unknown key" in run.stderr
    assert "tocsin.toml:3: poll.interval: 'soon' is not a duration" in run.stderr


def test_no_feeds_is_said(tocsin: Run):
    tocsin("init")
    run = tocsin("run", "--once")
    assert run.returncode == 2
    assert "tocsin feeds add URL" in run.stderr


def test_the_version_is_said(tocsin: Run):
    assert re.fullmatch(r"\d+\.\d+\.\d+\n", tocsin("--version").stdout)


def test_the_demo_replaces_nothing_that_it_did_not_make(tocsin: Run, tmp_path: Path):
    (tmp_path / "tocsin.toml").write_text("# mine\n")
    refused = tocsin("demo", "--folder", ".")
    assert refused.returncode == 2
    assert "--folder" in refused.stderr
    assert (tmp_path / "tocsin.toml").read_text() == "# mine\n"
