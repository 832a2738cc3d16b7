"""Files of annotated sentences held against the pipeline: precision, recall, F1 per label."""

import gzip
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from processors.entities import Pipelines
from processors.entities.scoring import Sentence, Tally, documents, find_in, read_sentence
from processors.language import identify
from tocsin.errors import ConfigurationError, Problem

_LETTERS = 5_000  # of a file without a language, read to tell it


def read_sentences(path: Path) -> list[Sentence]:
    """The sentences of a `.jsonl` or `.jsonl.gz` file.

    Raises ConfigurationError with every line that is none, at most ten of them.
    """
    sentences, problems = [], []
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    sentences.append(read_sentence(line))
                except msgspec.DecodeError as error:
                    problems.append(_problem(path, str(error), number))
    except (OSError, EOFError) as error:
        problems.append(_problem(path, f"cannot be read: {error}", None))
    if problems:
        raise ConfigurationError(problems[:10])
    return sentences


def figures(
    path: Path,
    sentences: Sequence[Sentence],
    pipelines: Pipelines,
    advance: Callable[[int], None] = lambda _: None,
) -> list[dict[str, Any]]:
    """A row a language and label; `advance` is told how many sentences were read since."""
    tallies: dict[str, Tally] = {}
    for language, part in _by_language(path, sentences):
        tally = tallies.setdefault(language, Tally())
        for batch in documents(part):
            for sentence, found in find_in(batch, language, pipelines):
                tally.add(sentence, found)
            advance(sum(map(len, batch)))
    return [
        {
            "file": path.name,
            "language": language,
            "label": label,
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
            "f1": round(score.f1, 4),
            "right": score.right,
            "found": score.found,
            "wanted": score.wanted,
        }
        for language, tally in tallies.items()
        for label, score in tally.scores().items()
    ]


def _by_language(
    path: Path, sentences: Sequence[Sentence]
) -> Iterator[tuple[str, Sequence[Sentence]]]:
    """What the sentences say; else a two-letter part of the file's name (`ud.nl.test.jsonl`)."""
    named = next((part for part in path.name.split(".")[1:] if _is_code(part)), "")
    unnamed = [sentence for sentence in sentences if not sentence.language]
    if unnamed:
        yield named or _identified(unnamed), unnamed
    for language in dict.fromkeys(each.language for each in sentences if each.language):
        yield language, [each for each in sentences if each.language == language]


def _is_code(part: str) -> bool:
    return len(part) == 2 and part.isascii() and part.isalpha()


def _identified(sentences: Sequence[Sentence]) -> str:
    text = "\n".join(sentence.text for sentence in sentences)[:_LETTERS]
    return identify("", text, declared="").code


def _problem(path: Path, message: str, line: int | None) -> Problem:
    return Problem(
        file=str(path),
        line=line,
        message=message,
        expected='one object a line: {"text": "...", "ents": [[start, end, "PER"], ...]}',
    )
