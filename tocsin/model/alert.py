"""An alert: a rule met an article."""

import msgspec

from tocsin.model.article import Published
from tocsin.model.entity import Field
from tocsin.model.threat import Category, Status


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A matched passage in its context: `before + matched + after` is text of the article."""

    field: Field
    before: str
    matched: str
    after: str
    start: int
    end: int
    category: Category | None = None
    term: str = ""


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """Explains itself: the rule, what it met, how severe and why, where it was said, and when.

    `id` depends on rule and article only, so that a later revision updates the alert and never
    raises a second one. `raised` (ms) is when the rule met the article.
    """

    v: int = 1
    id: str
    rule_id: str
    rule_version: int
    rule_title: str
    article_id: str
    revision: int
    url: str
    title: str
    feed_id: str
    owner: str
    language: str
    category: Category | None = None
    status: Status | None = None
    severity: int
    why: str
    evidence: tuple[Evidence, ...]
    destinations: tuple[str, ...] = ()
    published: Published | None = None
    first_seen: int
    raised: int
