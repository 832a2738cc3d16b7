"""What a demonstration left in its store, and what its articles were expected to become."""

import tomllib
from typing import Any
from urllib.parse import urlsplit

import msgspec

from sinks.sqlite import get_article, list_alerts, list_dead, list_revisions, search
from sinks.values import Revision
from tocsin.config import Settings
from tocsin.database import connect
from tocsin.demo.site import SITE
from tocsin.identity import article_id
from tocsin.local.events import Event
from tocsin.model import Alert, EnrichedArticle

Expected = dict[str, Any]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    settings: Settings
    events: tuple[Event, ...]

    def article(self, expected: Expected) -> EnrichedArticle | None:
        conn = connect(self.settings.store, readonly=True)
        try:
            return get_article(conn, self._id(expected))
        finally:
            conn.close()

    def revisions(self, expected: Expected) -> list[Revision]:
        conn = connect(self.settings.store, readonly=True)
        try:
            return list_revisions(conn, self._id(expected))
        finally:
            conn.close()

    def alerts(self) -> list[Alert]:
        conn = connect(self.settings.store, readonly=True)
        try:
            return [stored.alert for stored in list_alerts(conn, limit=10_000)]
        finally:
            conn.close()

    def ids(self) -> set[str]:
        conn = connect(self.settings.store, readonly=True)
        try:
            return {hit.id for hit in search(conn, None, now=0, limit=10_000)}
        finally:
            conn.close()

    def dead(self) -> int:
        conn = connect(self.settings.store, readonly=True)
        try:
            return len(list_dead(conn, limit=10))
        finally:
            conn.close()

    def _id(self, expected: Expected) -> str:
        if "link" not in expected:
            return article_id(link="", feed_id=expected["feed"], guid=expected["guid"])
        base = urlsplit(self.settings.feed[0].url)
        return article_id(link=f"{base.scheme}://{base.netloc}{expected['link']}")


def read_expected() -> list[Expected]:
    """Every `[[article]]` beside the feeds, with the id of its feed."""
    found: list[Expected] = []
    for path in sorted(SITE.glob("*/expected.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["article"]
        found += [row | {"feed": path.parent.name} for row in rows]
    return found
