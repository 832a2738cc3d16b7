"""What pydantic finds wrong in a lexicon file, in words for the person who wrote it."""

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from processors.threats.layout import LANGUAGES, CategoryFile, ClassTable, EntryTable
from tocsin.config.locate import line_of
from tocsin.errors import Problem


def invalid(
    file: str, text: str, error: ValidationError, layout: type[BaseModel]
) -> tuple[Problem, ...]:
    """One problem for each mistake, with its line and key."""
    return tuple(_problem(file, text, one, layout) for one in error.errors())


def _problem(file: str, text: str, one: ErrorDetails, layout: type[BaseModel]) -> Problem:
    at = tuple(part for part in one["loc"] if part != "[key]")
    message, expected, hint = _words(one, layout)
    return Problem(
        file=file,
        line=line_of(text, at) if at else None,
        key=".".join(str(part + 1) if isinstance(part, int) else part for part in at),
        message=message,
        expected=expected,
        hint=hint,
    )


def _words(one: ErrorDetails, layout: type[BaseModel]) -> tuple[str, str, str]:
    """The message, what was expected, what to do."""
    shown = repr(one["input"])
    match one["type"]:
        case "extra_forbidden":
            return "unknown key", ", ".join(_keys(one, layout)), "correct or remove it"
        case "missing":
            return "is missing", "a value", "add it"
        case "literal_error" if "[key]" in one["loc"]:
            return f"unknown language {shown}", ", ".join(LANGUAGES), "use an ISO 639-1 code"
        case "literal_error":
            return f"{shown} is not known", str(one.get("ctx", {}).get("expected", "")), ""
        case "value_error":
            return str(one["msg"]).removeprefix("Value error, "), "a word or a phrase", "remove it"
        case _:
            return f"{shown}: {one['msg'][0].lower()}{one['msg'][1:]}", "", "see lexicon/LEXICON.md"


def _keys(one: ErrorDetails, layout: type[BaseModel]) -> list[str]:
    """The keys of the table that holds the unknown one."""
    if len(one["loc"]) <= 1:
        fields = layout.model_fields
    else:
        fields = (EntryTable if layout is CategoryFile else ClassTable).model_fields
    return sorted(fields)
