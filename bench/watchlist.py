"""How often a watchlist would meet its name: `python -m bench.watchlist [--half dev]`.

The texts of tests/entities name persons, groups, places and organisations, each with the canonical
name that a watchlist holds. A name counts as right when an entity that overlaps it has that
canonical name; label and exact place do not matter here (`tocsin entities evaluate` looks at them).
MISC (nationalities and the like) is left out. Of the test half, which nobody reads while tuning,
only counts are printed.
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from processors.entities import Pipelines, find_all_entities
from tests.entities.markup import Marked, Text, articles, sentences
from tocsin.model import Article, Entity

WATCHED = ("PERSON", "GROUP", "LOC", "ORG")


class Met(NamedTuple):
    """A marked name, the text it stands in, and the canonical names found there."""

    text: Text
    marked: Marked
    names: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether one of them is the name that it should be known by."""
        return self.marked.name in self.names


def meet(half: str, pipelines: Pipelines) -> list[Met]:
    """All watched names in a half (`dev`, `test`) of the sentences and of the articles."""
    chosen = [*_half([(text, None) for text in sentences()], half)]
    chosen += _half(list(articles()), half)
    met: dict[str, list[Met]] = defaultdict(list)
    for language in dict.fromkeys(title.language for title, _ in chosen):
        pairs = [pair for pair in chosen if pair[0].language == language]
        documents = [_article(title, body) for title, body in pairs]
        found = find_all_entities(documents, [language] * len(documents), pipelines)
        for (title, body), entities in zip(pairs, found, strict=True):
            met[language] += _met(title, [each for each in entities if each.field == "title"])
            if body:
                met[language] += _met(body, [each for each in entities if each.field == "body"])
    return [each for found in met.values() for each in found]


def _half(
    pairs: "list[tuple[Text, Text | None]] | list[tuple[Text, Text]]", half: str
) -> "list[tuple[Text, Text | None]]":
    """Every second one of each language, in the order of the files."""
    seen: Counter[str] = Counter()
    chosen: list[tuple[Text, Text | None]] = []
    for title, body in pairs:
        seen[title.language] += 1
        if half == ("dev", "test")[seen[title.language] % 2]:
            chosen.append((title, body))
    return chosen


def _met(text: Text, entities: list[Entity]) -> Iterator[Met]:
    for marked in text.marked:
        if marked.label in WATCHED:
            over = [each for each in entities if each.start < marked.end > each.start]
            names = [each.name for each in over if each.end > marked.start]
            yield Met(text, marked, tuple(names))


def _article(title: Text, body: Text | None) -> Article:
    return Article(
        id="", url="", feed_id="", owner="", title=title.text, body=body.text if body else "",
        first_seen=0, revision=0, content_hash="",
    )  # fmt: skip


def main(arguments: list[str]) -> int:
    """Print the shares by label and language, and for the dev half what was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench.watchlist")
    parser.add_argument("--half", choices=("dev", "test"), default="dev")
    half = parser.parse_args(arguments).half
    met = meet(half, Pipelines(ours=True))
    for kind in (*WATCHED, *dict.fromkeys(each.text.language for each in met), "all"):
        these = [each for each in met if kind in (each.marked.label, each.text.language, "all")]
        right = sum(each.right for each in these)
        print(f"{kind:8} {right / max(1, len(these)):.3f} ({right}/{len(these)})")
    if half == "dev":
        for each in met:
            if not each.right:
                print(f"missed: {each.marked.name} in {each.text.text[:90]!r}: {each.names}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
