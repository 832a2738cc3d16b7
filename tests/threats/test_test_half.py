"""The held-out sentences stay what they were before the first lexicon entry."""

import hashlib
import json
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
LINES = (HERE / "test_half.sha256").read_text(encoding="utf-8").splitlines()
SUMS = {name: digest for digest, name in (line.split("  ", 1) for line in LINES)}


def test_the_test_half_is_unchanged():
    found = {
        f"test_half/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (HERE / "test_half").glob("*.jsonl")
    }
    assert found == SUMS


def test_the_test_half_is_as_large_as_it_must_be():
    counts: Counter[tuple[str, str, bool]] = Counter()
    for name in SUMS:
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            counts[Path(name).stem, row["kind"], row["threat"]] += 1
    languages = {language for language, _, _ in counts}
    assert languages == {"nl", "en", "fr", "de", "es"}
    assert all(counts[language, "plain", True] >= 50 for language in languages)
    for kind, least in (("plain", 300), ("oblique", 100)):
        for threat in (True, False):
            assert sum(counts[language, kind, threat] for language in languages) >= least
