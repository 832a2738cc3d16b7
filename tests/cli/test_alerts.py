import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tocsin.cli.output import fitting

TEXT = "Bij een bomaanslag op een markt in Kabul zijn zeker tien mensen omgekomen."


@pytest.mark.timeout(120)
def test_alerts_are_followed_as_they_are_stored(tocsin: Run, tmp_path: Path):
    (tmp_path / "old.txt").write_text("Bomaanslag in Bagdad\n\n" + TEXT)
    (tmp_path / "new.txt").write_text("Bomaanslag in Kabul\n\n" + TEXT)
    tocsin("ingest", "old.txt")
    command = [Path(sys.executable).with_name("tocsin"), "alerts", "follow", "--json"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE) as following:
        try:
            assert following.stdout is not None
            tocsin("ingest", "new.txt")
            assert json.loads(following.stdout.readline())["title"] == "Bomaanslag in Kabul"
        finally:
            following.terminate()


def test_an_unknown_rule_or_category_is_a_mistake(tocsin: Run, tmp_path: Path):
    (tmp_path / "old.txt").write_text("Bomaanslag in Bagdad\n\n" + TEXT)
    tocsin("ingest", "old.txt")
    assert tocsin("alerts", "list", "--rule", "any-threat").returncode == 0
    assert tocsin("alerts", "list", "--rule", "nope").returncode == 2
    assert tocsin("alerts", "list", "--category", "foo").returncode == 2


def test_a_list_leaves_out_what_does_not_fit_and_keeps_the_rest_whole():
    columns = {"time": "raised", "severity": "sev", "title": "title", "rule": "rule"}
    rows = [{"time": "2026-11-23 09:05", "severity": 65, "title": "x" * 200, "rule": "r" * 30}]
    assert fitting(rows, columns, 200) == ["time", "severity", "title", "rule"]
    assert fitting(rows, columns, 80) == ["time", "severity", "title"]
    assert fitting(rows, columns, 10) == ["time"]
