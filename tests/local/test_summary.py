"""What a run came to, counted from its events."""

from tests.sinks.builders import alert
from tocsin.codec import dead_letter
from tocsin.local.events import (
    Accepted,
    Delivered,
    Died,
    Event,
    FeedPolled,
    PageFailed,
    Raised,
    Stored,
    Waiting,
)
from tocsin.local.summary import Summary
from tocsin.model import Origin


def stored(name: str = "a", *, latency: int = 0, relevant: bool | None = False) -> Stored:
    return Stored(
        article_id=name, feed_id="f", language="nl", title="t", entities=2, threats=1,
        relevant=relevant, latency=latency,
    )  # fmt: skip


def summary(*events: Event) -> Summary:
    made = Summary()
    for event in events:
        made.note(event)
    return made


def test_nothing_comes_to_nothing():
    made = summary()
    assert (made.accepted, made.stored, made.articles, made.latency(0.5)) == (0, 0, 0, 0)


def test_articles_are_counted_once_and_their_revisions_apart():
    made = summary(stored("a"), stored("b"), stored("a"))
    assert (made.stored, made.articles, made.revisions, made.entities) == (3, 2, 1, 6)
    assert made.languages == {"nl": 3}


def test_only_what_is_relevant_for_sure_is_relevant():
    made = summary(stored(relevant=True), stored(relevant=None), stored(relevant=False))
    assert made.relevant == 1


def test_latencies_are_of_the_nearest_rank():
    made = summary(*(stored(str(i), latency=i) for i in (40, 10, 30, 20)))
    assert [made.latency(share) for share in (0.0, 0.5, 0.95, 1.0)] == [10, 20, 40, 40]


def test_a_median_of_three_is_the_middle_one():
    assert summary(*(stored(str(i), latency=i) for i in (3, 1, 2))).latency(0.5) == 2


def test_alerts_are_counted_by_rule_and_the_dead_are_kept():
    letter = dead_letter(b"x", "X: y", stage="processor", origin=Origin(topic="t"), now=1)
    made = summary(Raised(alert=alert()), Raised(alert=alert(rule="r2")), Died(letter=letter))
    assert made.alerts == {"r1": 1, "r2": 1}
    assert made.dead == [Died(letter=letter)]


def test_only_deliveries_that_arrived_are_counted():
    arrived = Delivered(alert_id="a", destination="d", attempt=2)
    failed = Delivered(alert_id="a", destination="d", attempt=1, problem="HTTP 500")
    assert summary(failed, arrived, Waiting(problem="full")).delivered == 1


def test_a_feed_that_was_cut_short_was_read_and_has_a_problem():
    good, cut, bad = (
        FeedPolled(feed_id="good"),
        FeedPolled(feed_id="cut", problem="too long", kind="truncated", partly=True),
        FeedPolled(feed_id="bad", problem="no answer", kind="timeout"),
    )
    made = summary(good, cut, bad, Accepted(article_ids=("a", "b")))
    assert made.feeds_read == {"good", "cut"}
    assert made.problems == [cut, bad]
    assert made.accepted == 2


def test_a_feed_with_dead_pages_was_read_and_its_pages_are_counted_apart():
    dead = PageFailed(feed_id="f", url="https://a.nl/1", problem="HTTP 404", kind="http_status")
    made = summary(FeedPolled(feed_id="f"), dead, dead)
    assert made.feeds_read == {"f"}
    assert made.problems == []
    assert (made.page_problems, made.pages) == (2, [dead, dead])
