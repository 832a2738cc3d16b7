"""The README promises only what works: its files are written, its commands run, in its order."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tocsin.cli.main import build_app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
# <!-- file: NAME --> before a block says where its text goes.
BLOCK = re.compile(
    r"(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL
)
BIN = Path(sys.executable).parent


def steps() -> list[tuple[str, str]]:
    """("file NAME", text) and ("run", command), in the README's order."""
    found: list[tuple[str, str]] = []
    for block in BLOCK.finditer(README):
        if block["file"]:
            found.append((f"file {block['file']}", block["text"]))
        elif block["kind"] == "console":
            lines = re.findall(r"^\$ (.+)$", block["text"], re.MULTILINE)
            found += [("run", line) for line in lines if not line.startswith("make ")]
    return found


@pytest.mark.timeout(300)
def test_every_command_of_the_readme_works(tmp_path: Path):
    ran = 0
    for kind, text in steps():
        if kind.startswith("file "):
            path = tmp_path / kind.removeprefix("file ")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            continue
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", text],
            cwd=tmp_path,
            env=os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert done.returncode == 0, f"$ {text}\n{done.stdout}\n{done.stderr}"
        ran += 1
    assert ran >= 10


def test_the_make_commands_of_the_readme_exist():
    named = set(re.findall(r"\bmake ([a-z]+)\b", README))
    made = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {"run", "test"} <= named <= made


def test_every_command_is_in_the_readme():
    names = [command.name for command in build_app().registered_commands]
    names += [group.name for group in build_app().registered_groups]
    assert [name for name in names if f"tocsin {name}" not in README] == []


def test_every_file_the_readme_names_exists():
    for target in re.findall(r"\]\((?!http|#)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_commands_are_shown_as_a_shell_reads_them():
    for kind, text in steps():
        if kind == "run":
            assert shlex.split(text)
