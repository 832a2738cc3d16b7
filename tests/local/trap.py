"""Knowledge that starts in no time and misbehaves on command: what a broken model would do.

A text that holds one of the words below makes the process do as it says.
"""

import ctypes
import os
import time
from collections.abc import Iterable
from typing import Any, cast

from processors.entities import Pipelines
from processors.entities.spans import Span
from processors.pipeline import Knowledge
from processors.rules import RuleSet, rule_set
from processors.threats import Lexicon
from processors.threats.values import Index
from tocsin.errors import ConfigurationError, Problem
from tocsin.local.knowledge import KnowledgeSource
from tocsin.model import Rule

EXIT, HANG, RAISE, EAT, SLOW, FREEZE = "Z1", "Z2", "Z3", "Z4", "Z5", "Z6"
# A text in this language (Greek) meets an error that the pipeline itself turns into a dead letter.
BROKEN_LANGUAGE, BROKEN_TEXT = "el", "Αυτό είναι ένα κείμενο στην ελληνική γλώσσα"
ALARM = "77 78"
RULE = "alarm"
SLOW_S = 0.05


class TrappedPipelines(Pipelines):
    """No models, but traps where a model would be run."""

    def spans(self, texts: Iterable[str], language: str) -> list[list[Span] | None]:
        texts = list(texts)
        for text in texts:
            _spring(text)
        return super().spans(texts, language)


class NoWords(dict[str, Index]):
    """The words of no language at all, those of one being damaged."""

    def get(self, key: str, default: Any = None) -> Any:
        if key == BROKEN_LANGUAGE:
            raise LookupError(f"the words of {key} are damaged")
        return default


class NoLexicon:
    """As much of a lexicon as is asked for a language without words."""

    indexes = NoWords()


class TrapSource(KnowledgeSource, frozen=True, kw_only=True):
    """A small lexicon, one rule and every trap."""

    def load(self) -> Knowledge:
        return Knowledge(
            lexicon=cast("Lexicon", NoLexicon()), rules=rules(), pipelines=TrappedPipelines()
        )


class WrongSource(KnowledgeSource, frozen=True, kw_only=True):
    """Two mistakes in files."""

    def load(self) -> Knowledge:
        problems = [Problem(file=name, message="no rule") for name in ("a.toml", "b.toml")]
        raise ConfigurationError(problems)


class BrokenSource(KnowledgeSource, frozen=True, kw_only=True):
    """Ends the process instead of loading."""

    def load(self) -> Knowledge:
        os._exit(3)


class DamagedSource(KnowledgeSource, frozen=True, kw_only=True):
    """Loads, and fails for every document."""

    def load(self) -> Knowledge:
        broken = cast("Lexicon", None)
        return Knowledge(lexicon=broken, rules=rules(), pipelines=TrappedPipelines())


class SlowSource(KnowledgeSource, frozen=True, kw_only=True):
    """Never done with loading."""

    def load(self) -> Knowledge:
        time.sleep(60)
        raise AssertionError


def rules() -> RuleSet:
    return rule_set([Rule(id=RULE, title="Alarm", words=(f'"{ALARM}"',), severity=60)])


def _spring(text: str) -> None:
    if EXIT in text:
        os._exit(9)
    if HANG in text or FREEZE in text:
        os.write(1, b"sprung\n")  # for a test that waits for it
    if HANG in text:
        time.sleep(60)
    if FREEZE in text:
        ctypes.PyDLL(None).sleep(60)  # as a library that does not let go of the interpreter
    if RAISE in text:
        raise RuntimeError("a mistake in the model")
    if EAT in text:
        _eat()
    time.sleep(SLOW_S * text.count(SLOW))


def _eat() -> None:
    kept: list[bytearray] = []
    while True:
        kept.append(bytearray(64 << 20))
