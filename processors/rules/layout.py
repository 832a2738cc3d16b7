"""The layout of a rule file: TOML text in, a rule or every mistake in it out. Pure.

    id = "harbour-threat"           # small letters, digits and hyphens
    title = "Threat to a harbour"
    enabled = true                  # default true
    fallback = false                # true: alert only where no other rule does
    severity = 70                   # 0-100; default: that of the strongest match, so it must be
                                    # given where [match] asks for no threat
    destinations = ["desk"]

    [match]                         # what is given must hold together, a list by any of its items
    categories = ["bombing", "sabotage"]
    statuses = ["reported", "threatened"]
    minimum_severity = 30
    passing_mentions = false
    words = ["haven", '"port authority"', "harbo*"]
    entities = ["Rotterdam", "GROUP"]
    languages = ["nl", "en"]
    sources = ["feed-id", "Owner"]

    [[must_match]]                  # at least one; these are the rule's tests
    title = "..."
    text = "..."
    language = "nl"                 # default: identified from the text

    [[must_not_match]]
    text = "..."

The version of a rule is not written but computed: 48 bits of a hash over everything in it, so
that no change goes without a new version and equal rules have equal versions everywhere.
"""

import re
import tomllib
from typing import Any, NamedTuple, cast

import msgspec

from processors.rules.languages import LANGUAGES
from processors.rules.places import syntax_error
from processors.rules.table import (
    Table,
    complain,
    read_choice,
    read_choices,
    read_flag,
    read_severity,
    read_text,
    read_texts,
    refuse_unknown_keys,
    subtable,
)
from processors.rules.words import parse_word
from tocsin.errors import Problem, QueryError
from tocsin.identity import digest
from tocsin.model import CATEGORIES, STATUSES, Rule, RuleCase
from tocsin.query import PlacedError

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_TOP = ("id", "title", "enabled", "fallback", "severity", "destinations", "match")
_TOP_KEYS = (*_TOP, "must_match", "must_not_match")
_SCOPE = ("languages", "sources", "passing_mentions")
_MATCH_KEYS = ("categories", "statuses", "minimum_severity", "words", "entities", *_SCOPE)
_CASE_KEYS = ("text", "title", "language")
_THREAT_CONDITIONS = ("categories", "statuses", "minimum_severity")
_CONDITIONS = (*_THREAT_CONDITIONS, "words", "entities", "sources")


class Parsed(NamedTuple):
    """A rule file that was understood."""

    rule: Rule
    enabled: bool
    file: str


def parse_rule(text: str, file: str) -> Parsed | list[Problem]:
    """The rule in a TOML text, or all that is wrong with it; `file` only names it."""
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError is one; so is a huge number
        message, line = syntax_error(str(error), text)
        return [Problem(file=file, line=line, message=message, hint="mend the TOML syntax")]
    top = Table(file, text, "", values, [])
    parsed = Parsed(_rule(top), read_flag(top, "enabled", default=True), file)
    return top.problems or parsed


def versioned(rule: Rule) -> Rule:
    """The rule with the version that follows from all else in it."""
    content = msgspec.json.encode(msgspec.structs.replace(rule, version=0)).decode()
    return msgspec.structs.replace(rule, version=int(digest("rule", content)[:12], 16))


def _rule(top: Table) -> Rule:
    refuse_unknown_keys(top, _TOP_KEYS)
    match = subtable(top, "match")
    refuse_unknown_keys(match, _MATCH_KEYS)
    _require_condition(top, match)
    _require_severity(top, match)
    rule = Rule(
        id=_id(top),
        title=read_text(top, "title"),
        severity=read_severity(top, "severity"),
        destinations=read_texts(top, "destinations"),
        categories=cast("Any", read_choices(match, "categories", CATEGORIES)),
        statuses=cast("Any", read_choices(match, "statuses", STATUSES)),
        words=_words(match),
        entities=read_texts(match, "entities"),
        languages=read_choices(match, "languages", tuple(sorted(LANGUAGES)), "an ISO 639-1 code"),
        sources=read_texts(match, "sources"),
        minimum_severity=read_severity(match, "minimum_severity") or 0,
        passing_mentions=read_flag(match, "passing_mentions", default=False),
        fallback=read_flag(top, "fallback", default=False),
        must_match=_cases(top, "must_match", required=True),
        must_not_match=_cases(top, "must_not_match", required=False),
    )
    return versioned(rule)


def _id(top: Table) -> str:
    value = top.values.get("id", "")
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    complain(
        top,
        "id",
        "missing" if value == "" else f"{value!r} cannot name a rule",
        expected="1-64 small letters, digits and hyphens",
        hint='write for example id = "terror-attack"',
    )
    return ""


def _require_condition(top: Table, match: Table) -> None:
    if not any(match.values.get(key) for key in _CONDITIONS):
        complain(
            top,
            "match",
            "the rule has no condition and would match every article",
            expected=f"at least one of {', '.join(_CONDITIONS)} under [match]",
            hint="languages and passing_mentions only narrow what other conditions find",
        )


def _require_severity(top: Table, match: Table) -> None:
    asked = {key for key in _CONDITIONS if match.values.get(key)}
    if asked and asked.isdisjoint(_THREAT_CONDITIONS) and "severity" not in top.values:
        complain(
            top,
            "severity",
            "missing: this rule asks for no threat whose severity it could take",
            expected="a whole number from 0 to 100",
            hint="write for example severity = 60",
        )


def _words(match: Table) -> tuple[str, ...]:
    words = read_texts(match, "words")
    for index, word in enumerate(words):
        try:
            parse_word(word)
        except PlacedError as error:
            hint = f"write for example {error.example}"
            message = f"{word!r}: {error.message}"
            complain(match, f"words[{index}]", message, expected=error.expected, hint=hint)
        except QueryError as error:
            complain(match, f"words[{index}]", str(error), hint="use entities, sources and so on")
    return words


def _cases(top: Table, key: str, *, required: bool) -> tuple[RuleCase, ...]:
    values = top.values.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        expected = f"one [[{key}]] table for each case"
        complain(top, key, "not a list of tables", expected=expected, hint=f"write [[{key}]]")
        return ()
    if required and not values:
        hint = f"add [[{key}]] with the text of an article that must raise this alert"
        complain(top, key, "a rule needs its own test", expected="at least one case", hint=hint)
    tables = [top._replace(path=f"{key}[{i}]", values=value) for i, value in enumerate(values)]
    return tuple(_case(table) for table in tables)


def _case(table: Table) -> RuleCase:
    refuse_unknown_keys(table, _CASE_KEYS)
    text, title = read_text(table, "text"), read_text(table, "title")
    if not (text.strip() or title.strip()):
        complain(table, "text", "empty", expected="the text of an article", hint="write a text")
    languages = tuple(sorted(LANGUAGES))
    language = read_choice(table, "language", read_text(table, "language"), languages, "ISO 639-1")
    return RuleCase(text=text, title=title, language=language)
