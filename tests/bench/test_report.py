import json
from io import StringIO
from pathlib import Path

from rich.console import Console

from bench.machine import Machine, commit, cpu_model, machine, versions
from bench.measure import About, CaseFigures, NotMeasured, Sample, Target, figures
from bench.report import Report, gaps, table, write

ABOUT = About(ours="a", theirs="b", unit="ms", target=Target(at_most=0.5))
SAMPLES = [Sample(ours=1.23456, theirs=10.0), Sample(ours=1.3, theirs=9.0)]


def report(*cases: CaseFigures) -> Report:
    return Report(
        machine=Machine(cores=2, cpu="Some CPU", memory_gib=8.0),
        versions={"python": "3.11.0"},
        commit="abc",
        cases=cases,
        not_measured=(NotMeasured(name="late", reason="nothing there yet"),),
    )


def test_the_file_has_the_layout_that_readers_rely_on(tmp_path: Path):
    path = tmp_path / "results" / "latest.json"
    write(report(figures("x", ABOUT, SAMPLES)), path)
    assert json.loads(path.read_text()) == {
        "machine": {"cores": 2, "cpu": "Some CPU", "memory_gib": 8.0},
        "versions": {"python": "3.11.0"},
        "commit": "abc",
        "cases": [
            {
                "name": "x",
                "ours": 1.267,
                "theirs": 9.5,
                "unit": "ms",
                "ratio": 0.1334,
                "spread": {"ours": 0.05164, "theirs": 0.1053},
                "target": {"at_most": 0.5},
                "met": True,
                "rounds": 2,
            }
        ],
        "not_measured": [{"name": "late", "reason": "nothing there yet"}],
    }


def test_the_table_shows_every_case_and_the_gaps_those_that_could_not_run():
    console = Console(record=True, width=120, file=StringIO())
    found = report(figures("x", ABOUT, SAMPLES))
    console.print(table(found))
    assert "<= 0.5" in console.export_text()
    assert gaps(found) == ["late was not measured: nothing there yet"]


def test_the_machine_is_described_without_its_name():
    here = machine()
    assert here.cores >= 1
    assert here.memory_gib > 0
    assert here.cpu
    assert cpu_model("processor : 0\nmodel name\t: Some CPU\n") == "Some CPU"
    assert cpu_model("") == ""


def test_versions_leave_out_what_is_not_installed():
    assert set(versions(["msgspec", "no-such-package"])) == {"python", "msgspec"}


def test_the_commit_is_a_short_hash_or_nothing():
    assert len(commit().rstrip("+")) in (0, 12)
