"""How much of ordinary text is marked: `python -m bench.ordinary FILE... [--each N] [--sample M]`.

Files are `.jsonl` or `.jsonl.gz` with a `text` a line and the language as the second part of the
name (`wikineural.nl.test.jsonl.gz`). Each sentence is an article by itself. Prints the share that
raises an alarm, in all, by language and by category, and a random sample of the marked sentences to
be read one by one; the same seed gives the same sample.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.progress import track

from bench.evaluate_sentences import NO_ALARM
from bench.ratio import Ratio
from processors.threats import Classifier, Lexicon, find_threats, load_classifier, load_lexicon
from tocsin.model import ThreatMatch

SEED = 11


class Marked(NamedTuple):
    """A sentence and its alarms."""

    language: str
    text: str
    alarms: tuple[ThreatMatch, ...]


def main() -> None:
    """Read, mark, print."""
    arguments = _arguments()
    lexicon, classifier = load_lexicon(), load_classifier()
    read = [line for path in arguments.files for line in _lines(path, arguments.each)]
    shown = track(read, "reading", console=Console(stderr=True), transient=True)
    found = [_marked(language, text, lexicon, classifier) for language, text in shown]
    marked = [one for one in found if one.alarms]
    print(f"{len(found)} sentences, marked {Ratio(len(marked), len(found))}")
    for language in sorted({one.language for one in found}):
        own = [one for one in found if one.language == language]
        print(f"{language:22} {Ratio(sum(bool(one.alarms) for one in own), len(own))}")
    categories = Counter(name for one in marked for name in {a.category for a in one.alarms})
    for category, count in categories.most_common():
        print(f"{category:22} {Ratio(count, len(found))}")
    rng = random.Random(SEED)
    for one in rng.sample(marked, min(arguments.sample, len(marked))):
        kinds = ", ".join(sorted({f"{a.category}/{a.status}/{a.term}" for a in one.alarms}))
        print(f"{one.language}\t{kinds}\t{one.text}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--each", type=int, default=4000, help="sentences of a file (4000)")
    parser.add_argument("--sample", type=int, default=200, help="marked sentences to show (200)")
    return parser.parse_args()


def _lines(path: Path, most: int) -> Iterator[tuple[str, str]]:
    """A random choice of the file's sentences: neighbours are of one article."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    language = path.name.split(".")[1]
    yield from (
        (language, text) for text in random.Random(SEED).sample(texts, min(most, len(texts)))
    )


def _marked(language: str, text: str, lexicon: Lexicon, classifier: Classifier) -> Marked:
    matches = find_threats("", text, language=language, lexicon=lexicon, classifier=classifier)
    return Marked(language, text, tuple(one for one in matches if one.status not in NO_ALARM))


if __name__ == "__main__":
    main()
