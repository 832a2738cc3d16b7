"""What is shipped works where nothing else is: the built wheel in an environment of its own."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UV = Path(sys.executable).parent / "uv"
OURS = {"tocsin", "producers", "processors", "sinks"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    command = [UV, "build", "--quiet", "--wheel", "--no-build-isolation"]
    subprocess.run([*command, "--python", sys.executable, "--out-dir", out, ROOT], check=True)
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_holds_our_packages_alone(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == OURS


def test_the_wheel_names_no_machine(wheel: Path):
    archive = zipfile.ZipFile(wheel)
    for name in archive.namelist():
        assert str(ROOT).encode() not in archive.read(name), name


@pytest.mark.timeout(300)
def test_the_demo_runs_from_the_installed_wheel(wheel: Path, tmp_path: Path):
    env = tmp_path / "env"
    python = env / "bin" / "python"
    lock = ROOT / "requirements.lock"
    install = [UV, "pip", "install", "--quiet", "--python", python]
    subprocess.run([UV, "venv", "--quiet", "--python", sys.executable, env], check=True)
    subprocess.run([*install, "--require-hashes", "-r", lock], check=True)
    subprocess.run([*install, "--no-deps", wheel], check=True)
    run = subprocess.run(
        [python.with_name("tocsin"), "demo", "--json"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    *alerts, summary = [json.loads(line) for line in run.stdout.splitlines()]
    assert summary["articles"] >= 60
    assert len(alerts) == sum(summary["alerts"].values()) > 0
