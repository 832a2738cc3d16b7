"""The lexicon from its files: the bundled ones, and users' own that replace entries by id."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, get_args

from pydantic import ValidationError

from processors.threats.check import duplicates, unknown_classes, unknown_precedence, unreachable
from processors.threats.compile import Grammar, compile_index
from processors.threats.layout import (
    CategoryFile,
    ClassFile,
    ClassTable,
    Context,
    LanguageCode,
)
from processors.threats.mistakes import invalid
from processors.threats.sources import Source
from processors.threats.values import Index, Lexicon, Sense, Symbol
from tocsin.errors import ConfigurationError, Problem
from tocsin.tokens import fold

_HERE = Path(__file__).parent
_BUNDLED = (_HERE / "lexicon", _HERE / "lexicon" / "classes", _HERE / "cues")
_FORMS = _HERE / "lexicon" / "forms"


def load_lexicon(folders: Sequence[Path] = ()) -> Lexicon:
    """The bundled lexicon with the entries and classes of `folders` (`*.toml`, not below them).

    A folder's entry or class replaces the one of the same id. Raises ConfigurationError with every
    mistake of every file: unknown keys and languages, empty and doubled terms, terms that can never
    match.
    """
    bundled = [source for folder in _BUNDLED for source in _files(folder)]
    users = [source for folder in folders for source in _files(folder)]
    problems = [one for source in (*bundled, *users) for one in source.problems]
    problems += duplicates(bundled) + duplicates(users)
    if problems:
        raise ConfigurationError(problems)
    sources = [*bundled, *users]
    problems = unknown_classes(sources) + unknown_precedence(sources)
    lexicon = None if problems else _lexicon(sources)
    if lexicon is not None:
        problems = unreachable(sources, lexicon)
    if lexicon is None or problems:
        raise ConfigurationError(problems)
    return lexicon


def _lexicon(sources: list[Source]) -> Lexicon:
    classes = {table.id: table for source in sources for table in source.classes}
    senses = {
        table.id: Sense(source.category, source.severity, table, source.file)
        for source in sources
        if source.category is not None
        for table in source.entries
    }
    indexes: dict[str, Index] = {}
    for language in _spoken(senses):
        indexes[language] = compile_index(language, _grammar(language), classes, senses)
    return Lexicon(senses=senses, classes=classes, indexes=indexes, evidence=_evidence(classes))


def _evidence(classes: Mapping[str, ClassTable]) -> dict[Symbol, Context]:
    return {
        "@" + name: Context(like="@" + name, weight=table.evidence, scope=table.scope)
        for name, table in classes.items()
        if table.evidence
    }


def _spoken(senses: Mapping[str, Sense]) -> list[LanguageCode]:
    used = {code for sense in senses.values() for code in sense.table.terms}
    return [code for code in get_args(LanguageCode) if code in used]


class _FormsFile(NamedTuple):
    verbs: dict[str, str]
    determiners: list[str]
    numbers: dict[str, int]


def _grammar(language: LanguageCode) -> Grammar:
    path = _FORMS / f"{language}.toml"
    raw = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    forms = _FormsFile(raw.get("verbs", {}), raw.get("determiners", []), raw.get("numbers", {}))
    return Grammar(
        verbs={fold(word): fold(listed) for word, listed in forms.verbs.items()},
        determiners=frozenset(fold(word) for word in forms.determiners),
        numbers={fold(word): value for word, value in forms.numbers.items()},
    )


def _files(folder: Path) -> Iterator[Source]:
    if not folder.is_dir():
        hint = "make the folder or correct its path"
        problem = Problem(file=str(folder), message="not a folder of lexicon files", hint=hint)
        yield Source(file=str(folder), problems=(problem,))
        return
    for path in sorted(folder.glob("*.toml")):
        yield _file(path)


def _file(path: Path) -> Source:
    try:
        text = path.read_text(encoding="utf-8-sig")
        raw = tomllib.loads(text)
    except UnicodeDecodeError:
        return _failed(path, "not UTF-8 text", "save the file as UTF-8")
    except OSError as error:
        return _failed(path, f"cannot be read: {error.strerror}", "make the file readable")
    except tomllib.TOMLDecodeError as error:
        return _failed(path, f"not valid TOML: {error}", "correct the line it names")
    layout = ClassFile if "class" in raw and "category" not in raw else CategoryFile
    try:
        parsed = layout.model_validate(raw)
    except ValidationError as error:
        return Source(file=str(path), text=text, problems=invalid(str(path), text, error, layout))
    if isinstance(parsed, ClassFile):
        return Source(file=str(path), text=text, classes=parsed.word_class)
    return Source(
        file=str(path),
        text=text,
        category=parsed.category,
        severity=parsed.severity,
        entries=parsed.entry,
    )


def _failed(path: Path, message: str, hint: str) -> Source:
    problem = Problem(file=str(path), message=message, hint=hint)
    return Source(file=str(path), problems=(problem,))
