"""How well whole articles are told apart: threat, mention or harmless.

A gold article (`tests/threats/articles/<half>.jsonl`) is a threat or harmless; a passing mention of
an old attack is harmless. `accuracy` counts verdicts that agree. Of harmless articles the ones
called threats are false alarms, given per 1,000.
"""

import gzip
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.ratio import Ratio, wilson
from processors.threats import Classifier, Lexicon, assess, judge, understanding
from tocsin.model import Threat

ARTICLES = Path(__file__).parents[1] / "tests" / "threats" / "articles"


class GoldArticle(NamedTuple):
    """A line of the set."""

    id: str
    language: str
    title: str
    body: str
    tags: tuple[str, ...]
    threat: bool
    categories: tuple[str, ...]


class Judged(NamedTuple):
    """An article and the verdict on it."""

    article: GoldArticle
    verdict: Threat

    @property
    def right(self) -> bool:
        """Whether the verdict agrees with the gold."""
        return (self.verdict.relevant is True) == self.article.threat


Judge = Callable[[GoldArticle], Threat]


def judge_with(lexicon: Lexicon, classifier: Classifier | None) -> Judge:
    """The product's verdict on an article whose language is known."""

    def verdict(one: GoldArticle) -> Threat:
        found = assess(
            one.title,
            one.body,
            language=one.language,
            lexicon=lexicon,
            classifier=classifier,
            tags=one.tags,
        )
        understood = understanding(one.language, lexicon)
        return judge(one.title, one.body, found, understood)

    return verdict


def read_articles(path: Path) -> list[GoldArticle]:
    """The articles of a `.jsonl` or `.jsonl.gz` file; [] when there is none."""
    if not path.exists():
        return []
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [_article(json.loads(line)) for line in lines]


def judged(articles: Iterable[GoldArticle], verdict: Judge) -> list[Judged]:
    """Each article with the verdict on it."""
    return [Judged(one, verdict(one)) for one in articles]


def accuracy(found: Sequence[Judged]) -> Ratio:
    """Verdicts that agree with the gold."""
    return Ratio(sum(one.right for one in found), len(found))


def false_alarms(found: Iterable[Judged]) -> Ratio:
    """Harmless articles that are called threats, of all harmless ones."""
    harmless = [one for one in found if not one.article.threat]
    return Ratio(sum(not one.right for one in harmless), len(harmless))


def category_right(found: Iterable[Judged]) -> Ratio:
    """Of threats found, those whose category is one of the gold's."""
    threats = [one for one in found if one.article.threat and one.right]
    hits = sum(one.verdict.category in one.article.categories for one in threats)
    return Ratio(hits, len(threats))


def report(found: Sequence[Judged], *, with_articles: bool) -> list[str]:
    """The lines to print; wrong verdicts by name only when `with_articles`."""
    lines = [
        f"{language:18} accuracy {accuracy(group)}   false alarms {false_alarms(group)}   "
        f"category {category_right(group)}"
        for language, group in _groups(found)
    ]
    wrong = (one for one in found if not one.right) if with_articles else ()
    return lines + [
        f"{'missed' if one.article.threat else 'false alarm':11} {one.article.id} "
        f"{one.article.title} [{one.verdict.why}]"
        for one in wrong
    ]


def per_thousand(alarms: Ratio) -> str:
    """`1.3 (2/1520, 0.4-4.8) per 1,000`."""
    low, high = wilson(alarms.hits, alarms.total)
    share = alarms.hits / (alarms.total or 1)
    counts = f"{alarms.hits}/{alarms.total}"
    return f"{1000 * share:.1f} ({counts}, {1000 * low:.1f}-{1000 * high:.1f}) per 1,000"


def _groups(found: Sequence[Judged]) -> list[tuple[str, Sequence[Judged]]]:
    languages = sorted({one.article.language for one in found})
    own = [(name, [one for one in found if one.article.language == name]) for name in languages]
    return [("all", found), *own]


def _article(raw: dict[str, object]) -> GoldArticle:
    return GoldArticle(
        id=str(raw["id"]),
        language=str(raw["language"]),
        title=str(raw["title"]),
        body=str(raw["body"]),
        tags=tuple(_texts(raw.get("tags"))),
        threat=bool(raw["threat"]),
        categories=tuple(_texts(raw.get("categories"))),
    )


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
