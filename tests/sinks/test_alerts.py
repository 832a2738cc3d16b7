import sqlite3

import pytest
from msgspec.structs import replace

from sinks.outbox import intents_for
from sinks.sqlite import (
    alerts_after,
    due_outbox,
    get_alert,
    histogram,
    last_alert,
    list_alerts,
    put_alerts,
    put_outbox,
)
from sinks.values import AlertFilter
from tests.sinks.builders import NOW, alert
from tocsin.errors import QueryError


def test_an_alert_is_new_once(conn: sqlite3.Connection) -> None:
    assert put_alerts(conn, [alert(), alert(of="a2"), alert()], NOW).new == (
        alert(),
        alert(of="a2"),
    )
    assert put_alerts(conn, [alert()], NOW).new == ()
    assert get_alert(conn, alert().id) == alert()
    assert get_alert(conn, "none") is None


def test_a_later_revision_brings_its_evidence_but_is_not_raised_again(
    conn: sqlite3.Connection,
) -> None:
    put_alerts(conn, [alert()], NOW)
    later = alert(revision=NOW + 1, why="now in the body too", raised=NOW + 7)
    assert put_alerts(conn, [later], NOW + 8).new == ()
    assert get_alert(conn, later.id) == replace(later, raised=NOW)
    (stored,) = list_alerts(conn, limit=5)
    assert stored.updated == NOW + 8


def test_an_earlier_revision_that_comes_late_changes_nothing(conn: sqlite3.Connection) -> None:
    put_alerts(conn, [alert(revision=NOW + 1)], NOW)
    put_alerts(conn, [alert(revision=NOW, why="old", rule_version=9)], NOW)
    assert get_alert(conn, alert().id) == alert(revision=NOW + 1)


def test_a_repeated_alert_makes_no_second_delivery(conn: sqlite3.Connection) -> None:
    for _ in range(2):
        put_alerts(conn, [alert()], NOW)
        put_outbox(conn, intents_for([alert()], NOW))
    due = due_outbox(conn, NOW, per_destination=10)
    assert sorted(intent.destination for intent in due) == ["desk", "pager"]


def test_an_alert_that_no_store_can_hold_is_refused_alone(conn: sqlite3.Connection) -> None:
    bad = alert(of="bad", title="\ud800")
    result = put_alerts(conn, [alert(), bad, alert(of="a2")], NOW)
    assert len(result.new) == 2
    assert result.refused[0].id == bad.id
    assert len(list_alerts(conn, limit=5)) == 2


def test_absurd_numbers_do_no_harm(conn: sqlite3.Connection) -> None:
    bad = alert(severity=1 << 70, revision=1 << 70, raised=-(1 << 70))
    assert put_alerts(conn, [bad], NOW).new == (bad,)
    assert get_alert(conn, bad.id) == bad


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (AlertFilter(), ["a3", "a2", "a1"]),
        (AlertFilter(since=NOW + 2), ["a3", "a2"]),
        (AlertFilter(until=NOW + 2), ["a2", "a1"]),
        (AlertFilter(minimum_severity=80), ["a2"]),
        (AlertFilter(rule_id="r2"), ["a3"]),
        (AlertFilter(category="bombing", since=NOW + 2), ["a3"]),
        (AlertFilter(category="sabotage"), ["a2"]),
        (AlertFilter(article_id="a1"), ["a1"]),
        (AlertFilter(category="'; DROP TABLE alert"), []),
    ],
)
def test_alerts_are_listed_newest_first_and_filtered(
    conn: sqlite3.Connection, where: AlertFilter, expected: list[str]
) -> None:
    alerts = [
        alert(of="a1", raised=NOW + 1),
        alert(of="a2", raised=NOW + 2, severity=90, category="sabotage"),
        alert(of="a3", raised=NOW + 3, rule="r2"),
    ]
    put_alerts(conn, alerts, NOW)
    assert [found.alert.article_id for found in list_alerts(conn, where, limit=9)] == expected


def test_pages_of_alerts_follow_each_other(conn: sqlite3.Connection) -> None:
    put_alerts(conn, [alert(of=f"a{n}", raised=NOW + n % 3) for n in range(10)], NOW)
    seen: list[str] = []
    before = None
    while page := list_alerts(conn, limit=3, before=before):
        seen += [found.alert.id for found in page]
        before = page[-1].cursor
    assert seen == [found.alert.id for found in list_alerts(conn, limit=99)]
    assert len(seen) == 10


@pytest.mark.parametrize("cursor", ["", "x", "1", "x:a", f"{1 << 70}:a"])
def test_a_cursor_of_alerts_that_is_none_is_said(conn: sqlite3.Connection, cursor: str) -> None:
    with pytest.raises(QueryError, match="no cursor"):
        list_alerts(conn, limit=1, before=cursor)


def test_alerts_are_counted_by_hour_and_category_once(conn: sqlite3.Connection) -> None:
    put_alerts(conn, [alert(), alert(of="a2"), alert(of="a3", category=None)], NOW)
    put_alerts(conn, [alert(revision=NOW + 1)], NOW)
    buckets = histogram(conn, "alert", since=0, until=NOW)
    assert [(bucket.value, bucket.count) for bucket in buckets] == [("", 1), ("bombing", 2)]


def test_alerts_are_followed_in_the_order_they_were_stored_whenever_they_were_raised(
    conn: sqlite3.Connection,
) -> None:
    assert last_alert(conn) == 0
    put_alerts(conn, [alert(of="a1", raised=NOW + 9)], NOW)
    start = last_alert(conn)
    put_alerts(conn, [alert(of="a2", raised=NOW + 5), alert(of="a3", raised=NOW - 5)], NOW)
    (second, found), (third, _) = alerts_after(conn, start, limit=9)
    assert found.article_id == "a2"
    assert [one.article_id for _, one in alerts_after(conn, second, limit=9)] == ["a3"]
    assert alerts_after(conn, third, limit=9) == []
    assert len(alerts_after(conn, 0, limit=2)) == 2
    assert alerts_after(conn, 1 << 70, limit=9) == []


def test_an_updated_alert_keeps_its_place_and_is_not_followed_again(
    conn: sqlite3.Connection,
) -> None:
    put_alerts(conn, [alert(of="a1"), alert(of="a2")], NOW)
    last = last_alert(conn)
    put_alerts(conn, [alert(of="a1", revision=NOW + 1, why="more of it")], NOW + 1)
    assert last_alert(conn) == last
    assert alerts_after(conn, last, limit=9) == []
    assert alerts_after(conn, 0, limit=1)[0][1].why == "more of it"
