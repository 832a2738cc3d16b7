"""spaCy pipelines, installed or shipped: loaded when first needed, never downloaded."""

import importlib.util
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from processors.entities import shipped
from processors.entities.chunks import chunks
from processors.entities.labels import scheme
from processors.entities.spans import Span
from tocsin.errors import Problem
from tocsin.model.entity import Label

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Official pipelines are named language_core_kind_size; the largest with word vectors first, one
# with a transformer (far slower without a graphics card) only when there is nothing else.
_SIZES = ("lg", "md", "sm", "trf")
_KINDS = {"en": "core_web", "zh": "core_web"}
_SPELT_OTHERWISE = {"no": "nb"}
# Names need none of these.
_UNUSED = [
    "attribute_ruler", "lemmatizer", "morphologizer", "parser", "senter", "spancat", "tagger",
    "textcat", "textcat_multilabel", "trainable_lemmatizer",
]  # fmt: skip
_BATCH = 32
# Half of a pair of UTF-16: no model takes one, and one character in its place keeps all offsets.
_SURROGATE = re.compile("[\ud800-\udfff]")
# Languages whose installed pipelines are worth their memory before a text asks for them.
_READ = ("nl", "en", "fr", "de", "es")


class Pipelines:
    """The pipelines by language: `names` (ISO 639-1 -> installed package or folder) as configured.

    With `installed`, a language that is not named uses the largest official pipeline of its own
    that is there; with `ours`, one that has neither uses the model that comes with Tocsin, if it
    reads the language. A language without any has its names from the lexicon only. `problems` says
    what could not be loaded, and why.
    """

    def __init__(
        self,
        names: Mapping[str, str] | None = None,
        *,
        installed: bool = False,
        ours: bool = False,
    ) -> None:
        self._names = dict(names or {})
        self._installed = installed
        self._ours = ours
        self._loaded: dict[str, Language | None] = {}
        self.problems: list[Problem] = []

    def check(self) -> list[Problem]:
        """What is configured and not there, without loading anything."""
        return [
            _problem(language, name, "no such pipeline is installed")
            for language, name in self._names.items()
            if not _is_installed(name)
        ]

    def warm(self) -> None:
        """Load every pipeline there is now: later it would count as the first text's time."""
        for language in {*self._names, *_READ}:
            self._get(language)

    def spans(self, texts: Iterable[str], language: str) -> list[list[Span] | None]:
        """The model's spans in each text; None for a text that it failed on or has no model for."""
        texts = list(texts)
        pipeline = self._get(language)
        if pipeline is None:
            return [None] * len(texts)
        try:
            return [*_spans(pipeline, texts)]
        except Exception:  # noqa: BLE001 - one text of the batch; which one shows when they go singly
            return [_attempt(pipeline, text) for text in texts]

    def _get(self, language: str) -> "Language | None":
        if language not in self._loaded:
            self._loaded[language] = self._load(language)
        return self._loaded[language]

    def _load(self, language: str) -> "Language | None":
        name = self._names.get(language) or self._official(language)
        if not name:
            return self._shipped(language)
        import spacy  # 2-3 s, and only where a pipeline is used

        try:
            return spacy.load(name, exclude=_UNUSED)
        except Exception as error:  # noqa: BLE001 - a package of any version may fail in any way
            self.problems.append(_problem(language, name, str(error).partition("\n")[0]))
            return self._shipped(language)

    def _shipped(self, language: str) -> "Language | None":
        if not (self._ours and language in shipped.LANGUAGES and shipped.is_there()):
            return None
        try:
            return shipped.load()
        except Exception as error:  # noqa: BLE001 - a damaged file, another version of spaCy
            self.problems.append(_problem(language, "the model of Tocsin", str(error)))
            return None

    def _official(self, language: str) -> str | None:
        if not (self._installed and language.isalpha() and len(language) == 2):
            return None
        code = _SPELT_OTHERWISE.get(language, language)
        kind = _KINDS.get(language, "core_news")
        names = [f"{code}_{kind}_{size}" for size in _SIZES]
        return next(filter(_is_installed, names), None)


def _problem(language: str, name: str, message: str) -> Problem:
    return Problem(
        file="tocsin.toml",
        key=f"pipelines.{language}",
        message=f"{name}: {message}",
        expected="an installed spaCy pipeline or a folder that holds one",
        hint="without it, names in this language come from the lexicon only",
    )


def _is_installed(name: str) -> bool:
    if (Path(name) / "meta.json").is_file():
        return True
    return name.isidentifier() and importlib.util.find_spec(name) is not None


def _attempt(pipeline: "Language", text: str) -> list[Span] | None:
    try:
        return _spans(pipeline, [text])[0]
    except Exception:  # noqa: BLE001 - whatever a model does with one text, the lexicon stands in
        return None


def _spans(pipeline: "Language", texts: list[str]) -> list[list[Span]]:
    """One list a text, of the pieces it was read in."""
    found: list[list[Span]] = [[] for _ in texts]
    pieces = [
        (piece, (index, offset))
        for index, text in enumerate(texts)
        for offset, piece in chunks(_SURROGATE.sub("\ufffd", text))
    ]
    labels = scheme(label for pipe in pipeline.pipe_labels.values() for label in pipe)
    with pipeline.memory_zone():  # else every new word stays in the vocabulary for good
        for doc, (index, offset) in pipeline.pipe(pieces, as_tuples=True, batch_size=_BATCH):
            found[index].extend(_labelled(doc, offset, labels))
    return found


def _labelled(doc: "Doc", offset: int, labels: Mapping[str, Label]) -> Iterator[Span]:
    for entity in doc.ents:
        label = labels.get(entity.label_)
        span = label and _trimmed(doc.text, entity.start_char, entity.end_char)
        if label and span:
            start, end = span
            name = " ".join(doc.text[start:end].split())
            yield Span(start=offset + start, end=offset + end, label=label, name=name)


# What models take along at the edges of a name.
_EDGES = " \t\r\n\u00a0\"'`´“”„‟‘’‚‛«»‹›()[]{}<>,;:!?…–—-"
_GENITIVES = ("'s", "’s", "´s", "`s")
# A Turkish case ending: `İstanbul'da`.
_TURKISH = re.compile(r"['’](?:[dt][ae](?:n|ki)?|y[aeıi]|n[ıiuü]n|nd[ae]n?)$")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without quotes, brackets and genitive at its edges; None if nothing is left."""
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end:
        if text[end - 1] in _EDGES:
            end -= 1
        elif text[start:end].endswith(_GENITIVES):
            end -= 2
        elif ending := _TURKISH.search(text, start, end):
            end = ending.start()
        else:
            break
    return (start, end) if start < end else None
