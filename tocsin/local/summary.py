"""What a run of the pipeline came to, counted from its events."""

import math
from collections import Counter

from tocsin.local.events import (
    Accepted,
    Delivered,
    Died,
    Event,
    FeedPolled,
    PageFailed,
    Raised,
    Stored,
)


class Summary:
    """Counts; `note` takes every event, the properties say what they came to."""

    def __init__(self) -> None:
        self.feeds_read: set[str] = set()
        self.problems: list[FeedPolled] = []
        self.pages: list[PageFailed] = []
        self.accepted = 0
        self.stored = 0
        self.revisions = 0
        self.entities = 0
        self.relevant = 0
        self.languages: Counter[str] = Counter()
        self.alerts: Counter[str] = Counter()
        self.dead: list[Died] = []
        self.delivered = 0
        self._latencies: list[int] = []
        self._articles: set[str] = set()

    def note(self, event: Event) -> None:
        """Count one event."""
        match event:
            case FeedPolled():
                self._polled(event)
            case PageFailed():
                self.pages.append(event)
            case Accepted():
                self.accepted += len(event.article_ids)
            case Stored():
                self._stored(event)
            case Raised():
                self.alerts[event.alert.rule_id] += 1
            case Died():
                self.dead.append(event)
            case Delivered():
                self.delivered += not event.problem
            case _:
                pass

    @property
    def articles(self) -> int:
        """Different articles stored; `stored` also counts later revisions of them."""
        return len(self._articles)

    @property
    def page_problems(self) -> int:
        """Items of feeds whose page could not be read, or of which nothing could be made."""
        return len(self.pages)

    def latency(self, share: float) -> int:
        """The latency (ms, first seen to stored) that `share` (0-1) of the articles kept to.

        Nearest rank: https://en.wikipedia.org/wiki/Percentile#The_nearest-rank_method; 0 for none.
        """
        ordered = sorted(self._latencies)
        return ordered[max(1, math.ceil(share * len(ordered))) - 1] if ordered else 0

    def _polled(self, event: FeedPolled) -> None:
        if event.problem:
            self.problems.append(event)
        if not event.problem or event.partly:
            self.feeds_read.add(event.feed_id)

    def _stored(self, event: Stored) -> None:
        self.stored += 1
        self.revisions += event.article_id in self._articles
        self._articles.add(event.article_id)
        self.entities += event.entities
        self.relevant += bool(event.relevant)
        self.languages[event.language] += 1
        self._latencies.append(event.latency)
