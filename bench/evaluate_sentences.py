"""How well threats are found in sentences of our own.

What counts. A sentence of the gold set is threatening or harmless (`threat`), and a threatening
one has categories, any of which is right, and a status. `denied`, `exercise` and `fiction` are
threatening sentences, whose status keeps them from raising an alarm.

- found (recall): a threatening sentence in which any match was made, whatever its status.
- alarm: a match whose status is not denied, exercise or fiction.
- precision: of the sentences that were flagged, how many are threatening. A threatening sentence
  is flagged by any match, a harmless one by an alarm only.
- per category: a flagged sentence counts for a predicted category that its gold names; a category
  that the gold does not name is wrong. A sentence found in none of its categories is a miss of the
  first it names.

Intervals are Wilson's at 95 % (Wilson 1927, J. Am. Stat. Assoc. 22). Of the test half only counts
are printed, never a sentence or its id, so that nobody can tune on it.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.ratio import Ratio
from tocsin.model import CATEGORIES, ThreatMatch

SETS = Path(__file__).parents[1] / "tests" / "threats"
NO_ALARM = frozenset({"denied", "exercise", "fiction"})


class Sentence(NamedTuple):
    """A line of the gold set."""

    id: str
    language: str
    kind: str
    text: str
    threat: bool
    categories: tuple[str, ...]
    status: str


class Outcome(NamedTuple):
    """A sentence and what was predicted of it: (category, status) of every match."""

    sentence: Sentence
    predicted: tuple[tuple[str, str], ...]

    @property
    def flagged(self) -> bool:
        """Whether it was found, or, when it is harmless, raised an alarm."""
        alarm = any(status not in NO_ALARM for _, status in self.predicted)
        return bool(self.predicted) if self.sentence.threat else alarm


class Score(NamedTuple):
    """Precision and recall of a group of sentences."""

    precision: Ratio
    recall: Ratio


def score(outcomes: Iterable[Outcome]) -> Score:
    """Precision and recall of flagging."""
    listed = list(outcomes)
    right = sum(one.flagged and one.sentence.threat for one in listed)
    flagged = sum(one.flagged for one in listed)
    return Score(Ratio(right, flagged), Ratio(right, sum(one.sentence.threat for one in listed)))


def category_scores(outcomes: Iterable[Outcome]) -> Mapping[str, Score]:
    """Precision and recall of each category."""
    right: defaultdict[str, int] = defaultdict(int)
    wrong: defaultdict[str, int] = defaultdict(int)
    missed: defaultdict[str, int] = defaultdict(int)
    for one in outcomes:
        gold = set(one.sentence.categories)
        named = {category for category, _ in one.predicted} if one.flagged else set[str]()
        for category in named:
            (right if category in gold else wrong)[category] += 1
        if gold and not named & gold:
            missed[one.sentence.categories[0]] += 1
    return {
        category: Score(
            Ratio(right[category], right[category] + wrong[category]),
            Ratio(right[category], right[category] + missed[category]),
        )
        for category in CATEGORIES
    }


def category_right(outcomes: Iterable[Outcome]) -> Ratio:
    """Of the threatening sentences found, those with a predicted category that is in the gold."""
    found = [one for one in outcomes if one.sentence.threat and one.predicted]
    hits = sum(
        bool({category for category, _ in one.predicted} & set(one.sentence.categories))
        for one in found
    )
    return Ratio(hits, len(found))


def status_right(outcomes: Iterable[Outcome]) -> Ratio:
    """Of the threatening sentences found, those with a match of the gold's status."""
    found = [one for one in outcomes if one.sentence.threat and one.predicted]
    hits = sum(one.sentence.status in {status for _, status in one.predicted} for one in found)
    return Ratio(hits, len(found))


def read_half(half: str, root: Path = SETS, only: Sequence[str] | None = None) -> list[Sentence]:
    """The sentences of `half` ("dev" or "test"), by language; [] when there are none.

    `only` names the languages or files (without their ending) to read: `nl` or `nl_2`.
    """
    return [
        _sentence(line, language_of(path))
        for path in sorted((root / f"{half}_half").glob("*.jsonl"))
        if only is None or path.stem in only or language_of(path) in only
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def language_of(path: Path) -> str:
    """The language of a file: what stands before the `_` of its name (`nl_2.jsonl` is nl)."""
    return path.stem.partition("_")[0]


def _sentence(line: str, language: str) -> Sentence:
    raw = json.loads(line)
    return Sentence(
        id=str(raw["id"]),
        language=language,
        kind=raw.get("kind") or "plain",
        text=raw["text"],
        threat=bool(raw["threat"]),
        categories=tuple(raw.get("categories") or ()),
        status=raw.get("status") or "",
    )


Find = Callable[[str, str], Sequence[ThreatMatch]]


def predict(sentences: Iterable[Sentence], find: Find) -> list[Outcome]:
    """`find(text, language)` run over every sentence as a body without a title."""
    return [
        Outcome(
            one, tuple((match.category, match.status) for match in find(one.text, one.language))
        )
        for one in sentences
    ]


def report(outcomes: Sequence[Outcome], *, with_sentences: bool) -> list[str]:
    """The lines to print; only counts and intervals unless `with_sentences`."""
    lines: list[str] = []
    for title, group in _groups(outcomes):
        found = score(group)
        lines.append(
            f"{title:18} P {found.precision}   R {found.recall}   "
            f"category {category_right(group)}   status {status_right(group)}"
        )
    lines += [
        f"{category:22} P {found.precision}   R {found.recall}"
        for category, found in category_scores(outcomes).items()
    ]
    return lines + (_failures(outcomes) if with_sentences else [])


def _groups(outcomes: Sequence[Outcome]) -> list[tuple[str, list[Outcome]]]:
    languages = sorted({one.sentence.language for one in outcomes})
    groups = [("all", list(outcomes))]
    groups += [(f"all {kind}", _of_kind(outcomes, kind)) for kind in ("plain", "oblique")]
    for language in languages:
        own = [one for one in outcomes if one.sentence.language == language]
        groups.append((language, own))
        groups += [(f"{language} {kind}", _of_kind(own, kind)) for kind in ("plain", "oblique")]
    return [(title, group) for title, group in groups if group]


def _of_kind(outcomes: Iterable[Outcome], kind: str) -> list[Outcome]:
    return [one for one in outcomes if one.sentence.kind == kind]


def _failures(outcomes: Sequence[Outcome]) -> list[str]:
    lines: list[str] = []
    for one in outcomes:
        gold = one.sentence
        named = {category for category, _ in one.predicted}
        what = (
            ("missed" if gold.threat else "false alarm")
            if one.flagged != gold.threat
            else "category"
            if gold.threat and not named & set(gold.categories)
            else ""
        )
        if what:
            lines.append(f"{what:11} {gold.id} {gold.text} {list(one.predicted)}")
    return lines
