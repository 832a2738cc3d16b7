import subprocess
import sys

HEAVY = ("aiohttp", "trafilatura", "feedparser", "fastfeedparser", "lxml", "tld", "spacy")
LIGHT = (
    "poll",
    "admit",
    "state",
    "schedule",
    "draft",
    "sources",
    "sources.files",
    "clean",
    "extract",
)


def test_the_pure_modules_load_no_heavy_library():
    imports = ", ".join(f"producers.{name}" for name in LIGHT)
    script = f"import sys, {imports}; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
