"""Files that mean harm, through the whole pipeline: none stops the rest."""

import json
import random
from pathlib import Path

from tests.cli.conftest import Run

GOOD = "Bij een bomaanslag op een markt in Kabul zijn zaterdag zeker tien mensen omgekomen."
SEED = 20_261_123


def nasty() -> dict[str, bytes]:
    """File names and contents; random ones come from one seed."""
    noise = random.Random(SEED)
    deep = b"[" * 100_000
    files = {
        "bomb.xml": b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a;" * 10) for n in range(9))
        + b"]><rss><channel><item><title>&a8;</title></item></channel></rss>",
        "external.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><channel>'
        b"<item><title>&e;</title></item></channel></rss>",
        "deep.json": deep,
        "deep.html": b"<div>" * 200_000,
        "types.json": b'[{"title": 7, "body": ["x"], "published": {}}, null, 3, "x"]',
        "surrogate.json": b'{"title": "half \\ud800", "body": "een tekst over niets \\udfff"}',
        "null.txt": b"\0" * 100_000,
        "word.txt": b"bombombom" * 100_000,
        "bom.txt": b"\xff\xfe" + "Een kop\n\nEen gewone zin.".encode("utf-16-le"),
        "cut.ndjson": b'{"title": "a", "body": "goed nieuws"}\n{"title": "b", "bo',
        "empty.txt": b"",
        "spaces.txt": b" " * 200_000,
        "rtl.txt": "هجوم بطائرة مسيرة على موسكو\n\nقتل ثلاثة أشخاص.".encode(),
    }
    for suffix in ("txt", "html", "xml", "json", "ndjson"):
        files[f"random.{suffix}"] = noise.randbytes(50_000)
    return files


def test_nasty_files_stop_nothing(tocsin: Run, tmp_path: Path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(f"Bomaanslag in Kabul\n\n{GOOD}\n", encoding="utf-8")
    for name, raw in nasty().items():
        (folder / name).write_bytes(raw)
    (folder / "loop").symlink_to(folder)
    (folder / "secret.txt").symlink_to("/etc/passwd")
    run = tocsin("ingest", "in")
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
    rang = [json.loads(line) for line in run.stdout.splitlines()]
    assert "Bomaanslag in Kabul" in {alert["title"] for alert in rang}
    stored = [json.loads(line)["title"] for line in tocsin("search").stdout.splitlines()]
    assert "Bomaanslag in Kabul" in stored
    assert not any("root:" in title for title in stored)
    written = {path.name for path in tmp_path.iterdir()}
    assert written <= {"in", "tocsin.db", "tocsin.db-wal", "tocsin.db-shm", "tocsin.db.lock"}
    for letter in tocsin("dead", "list").stdout.splitlines():
        assert json.loads(letter)["error"]
