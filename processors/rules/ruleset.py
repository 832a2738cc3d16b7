"""Rules together, ready to be matched."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from processors.rules.compiled import Compiled, compile_rule
from processors.rules.index import Index, index_of
from tocsin.identity import digest
from tocsin.model import Rule


class RuleFile(msgspec.Struct, frozen=True, kw_only=True):
    """A rule that was read, switched on or not, and its file."""

    rule: Rule
    enabled: bool
    file: str


class RuleSet(NamedTuple):
    """`rules` are the enabled ones, in the order of their ids; `files` all that were read.

    `version` is 48 bits of a hash over ids and versions of the enabled rules: equal rules have
    equal versions on every machine. It does not rise; two versions only differ.
    """

    rules: tuple[Rule, ...]
    version: int
    files: tuple[RuleFile, ...]
    compiled: tuple[Compiled, ...]
    lookup: Index


def rule_set(rules: Iterable[Rule], *, files: tuple[RuleFile, ...] = ()) -> RuleSet:
    """The rules indexed. Raises `QueryError` for words that are no query."""
    ordered = tuple(sorted(rules, key=lambda rule: rule.id))
    compiled = tuple(compile_rule(rule) for rule in ordered)
    named = (f"{rule.id}={rule.version}" for rule in ordered)
    version = int(digest("rules", *named)[:12], 16)
    return RuleSet(ordered, version, files, compiled, index_of(compiled))
