"""A rule: what must be said, where, for an alert to be raised."""

import msgspec

from tocsin.model.threat import Category, Status


class RuleCase(msgspec.Struct, frozen=True, kw_only=True):
    """A text that the rule must match, or must not match; an empty language is to be identified."""

    text: str
    title: str = ""
    language: str = ""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Empty tuples do not restrict; what is given must hold together, a list by any of its items.

    `categories` and `statuses` speak of single matches of at least `minimum_severity` (0-100);
    `words` are words, "quoted phrases" or prefix* as in a search; `entities` are canonical names
    or labels; `languages` ISO 639-1; `sources` feed ids or owners. `severity` (0-100) overrides
    that of the match. `passing_mentions`: also articles where the threat is only mentioned. A
    `fallback` rule speaks only where no other rule does.
    """

    v: int = 1
    id: str
    version: int = 1
    title: str = ""
    categories: tuple[Category, ...] = ()
    statuses: tuple[Status, ...] = ()
    words: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    minimum_severity: int = 0
    severity: int | None = None
    passing_mentions: bool = False
    fallback: bool = False
    destinations: tuple[str, ...] = ()
    must_match: tuple[RuleCase, ...] = ()
    must_not_match: tuple[RuleCase, ...] = ()
