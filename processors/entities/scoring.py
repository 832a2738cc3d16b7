"""How well entities are found: exact span and label against sentences annotated by hand.

The data are JSON objects, one a line: `{"text", "ents": [[start, end, label]...]}`, offsets in code
points, ends exclusive; besides, where they apply, `nomisc` (1: no MISC was marked), `miss` (places
whose label nobody knows), `doc` (the article of the sentence) and `language`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from processors.entities.find import find_all_entities
from processors.entities.pipelines import Pipelines
from tocsin.model import Article, Entity

Mention = tuple[int, int, str]
# The data call a person PER; and an armed group is an organisation there.
_AS_IN_DATA = {"PERSON": "PER", "GROUP": "ORG"}
LABELS = ("PER", "ORG", "LOC", "MISC")
ALL = "all"


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the data."""

    text: str
    ents: list[Mention]
    nomisc: int = 0
    miss: list[tuple[int, int]] = []
    doc: str = ""
    language: str = ""


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Names that were found rightly, found at all, and marked in the data."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right; 0 to 1."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of what is marked, the share that was found; 0 to 1."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 0 to 1."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 0.0


class Tally:
    """Counts by label, added up sentence by sentence."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._wanted: Counter[str] = Counter()

    def add(self, sentence: Sentence, found: Iterable[Mention]) -> None:
        """Compare what was found in one sentence with what is marked there."""
        wanted, ours = _counted(sentence, sentence.ents), _counted(sentence, found)
        for counts, mentions in (
            (self._right, wanted & ours),
            (self._found, ours),
            (self._wanted, wanted),
        ):
            counts.update(label for _, _, label in mentions)

    def scores(self) -> dict[str, Score]:
        """By label, and `all`."""
        labels = [label for label in LABELS if self._found[label] or self._wanted[label]]
        by_label = {label: self._score([label]) for label in labels}
        return {**by_label, ALL: self._score(labels)}

    def _score(self, labels: Sequence[str]) -> Score:
        return Score(
            right=sum(self._right[label] for label in labels),
            found=sum(self._found[label] for label in labels),
            wanted=sum(self._wanted[label] for label in labels),
        )


def read_sentence(line: bytes) -> Sentence:
    """One line of the data. Raises msgspec.DecodeError and ValidationError, its subclass."""
    return msgspec.json.decode(line, type=Sentence)


def documents(sentences: Iterable[Sentence], size: int = 32) -> Iterator[list[list[Sentence]]]:
    """Batches of articles: sentences of one `doc` in a row belong together, others stand alone."""
    batch: list[list[Sentence]] = []
    for doc, group in groupby(sentences, key=lambda sentence: sentence.doc):
        article = list(group)
        batch += [article] if doc else [[sentence] for sentence in article]
        while len(batch) >= size:
            yield batch[:size]
            batch = batch[size:]
    if batch:
        yield batch


def find_in(
    articles: Sequence[Sequence[Sentence]], language: str, pipelines: Pipelines
) -> Iterator[tuple[Sentence, list[Mention]]]:
    """Each sentence with what the whole pipeline finds in it, its article read as a whole."""
    bodies = [" ".join(sentence.text for sentence in article) for article in articles]
    found = find_all_entities([*map(_article, bodies)], [language] * len(bodies), pipelines)
    for article, entities in zip(articles, found, strict=True):
        offset = 0
        for sentence in article:
            end = offset + len(sentence.text)
            yield (
                sentence,
                [_mention(each, offset) for each in entities if offset <= each.start < end],
            )
            offset = end + 1


def _mention(entity: Entity, offset: int) -> Mention:
    label = _AS_IN_DATA.get(entity.label, entity.label)
    return entity.start - offset, entity.end - offset, label


def _article(body: str) -> Article:
    return Article(
        id="", url="", feed_id="", owner="", title="", body=body, first_seen=0, revision=0,
        content_hash="",
    )  # fmt: skip


def _counted(sentence: Sentence, mentions: Iterable[Mention]) -> set[Mention]:
    """Without MISC where it is not marked, and without what touches an unknown place."""
    return {
        (start, end, label)
        for start, end, label in mentions
        if not (sentence.nomisc and label == "MISC")
        and not any(start < last and first < end for first, last in sentence.miss)
    }
