"""What a lexicon file may say: one for word classes, one for the entries of a category."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from tocsin.model import Category, Status

LANGUAGES = ("nl", "en", "fr", "de", "es", "ru", "uk", "ar", "fa", "tr")
LanguageCode = Literal["nl", "en", "fr", "de", "es", "ru", "uk", "ar", "fa", "tr"]
Scope = Literal["clause", "sentence", "article"]
Compound = Literal["head", "modifier", "both", "none"]


def _not_blank(text: str) -> str:
    if not re.search(r"\w", text):
        raise ValueError("empty: a term needs at least one letter")
    return text


Term = Annotated[str, AfterValidator(_not_blank)]
Terms = dict[LanguageCode, tuple[Term, ...]]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_.-]*$")]
Reference = Annotated[str, Field(pattern=r"^@[a-z][a-z0-9_.-]*$")]
Weight = Annotated[float, Field(ge=-9, le=9)]
FrameText = Annotated[str, Field(pattern=r"^@[a-z@|_. -]+$")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Context(_Table):
    """Words of class `like` within `scope` add `weight` to the sense of an entry."""

    like: Reference
    weight: Weight
    scope: Scope = "sentence"


class ClassTable(_Table):
    """A named set of words; `evidence` is what its presence tells about any entry near it.

    `swallows`: its words mean nothing else where they stand (idioms). `exceptions` are words, or
    first parts of compounds, in which a word of the class is something else.
    """

    id: Name
    compound: Compound = "head"
    evidence: Weight = 0.0
    scope: Scope = "sentence"
    swallows: bool = False
    terms: Terms = {}
    exceptions: Terms = {}


class EntryTable(_Table):
    """A sense: its words or frames, what speaks for and against it, and its own test sentences.

    A sense holds from a score of 1: `weight` plus the contexts around it. `within` is how many
    words a frame may span. `status` is the status when no cue says otherwise; `severity` replaces
    the category's. `yields_to` names categories and entries that are more specific: where one of
    them holds in the same clause, this sense does not fire.
    """

    id: Name
    terms: Terms = {}
    frames: tuple[FrameText, ...] = ()
    within: Annotated[int, Field(ge=2, le=60)] = 16
    scope: Literal["clause", "sentence"] = "clause"
    weight: Weight = 1.0
    compound: Compound = "head"
    exceptions: Terms = {}
    contexts: tuple[Context, ...] = ()
    yields_to: tuple[Name, ...] = ()
    status: Status | None = None
    severity: Annotated[int, Field(ge=0, le=100)] | None = None
    match: Terms = {}
    no_match: Terms = {}


class CategoryFile(_Table):
    """A file of entries of one category; `severity` (0-100) is that of a plain report."""

    category: Category
    severity: Annotated[int, Field(ge=0, le=100)]
    entry: tuple[EntryTable, ...] = ()


class ClassFile(_Table):
    """A file of word classes."""

    word_class: Annotated[tuple[ClassTable, ...], Field(alias="class")] = ()
