import asyncio
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from producers.admit import admit, identify, seen
from producers.answer import Answer, Fetch, Fetched, NotModified, Request
from producers.failure import SourceFailure
from producers.feed_state import FeedState
from producers.pages import PageLimits
from producers.poll import Polling, poll
from producers.poll_result import PollResult
from producers.remember import DAY, body_hash
from producers.unread import MOST_TRIES, MOST_UNREAD, Unread, still_unread
from tests.producers.values import FEED, HOUR, NOW, a_feed, an_entry
from tocsin.model import Article

PAGE = (
    b"<html><head><title>x</title></head><body><article><h1>Kop</h1>"
    b"<p>In de haven is brand uitgebroken, en de brandweer is ter plaatse met veel materieel.</p>"
    b"<p>Twee mensen zijn gewond. De politie zoekt getuigen van de brand en vraagt om beelden.</p>"
)
WHOLE = "<description>" + "Een lange zin over wat er gebeurde in de haven. " * 40 + "</description>"
NEW = FeedState(feed_id="krant")


class World:
    """A network of fixed answers that remembers what it was asked."""

    def __init__(self, answers: dict[str, Answer | bytes]) -> None:
        self.answers = answers
        self.asked: list[Request] = []

    async def fetch(self, request: Request) -> Answer:
        self.asked.append(request)
        answer = self.answers.get(request.url, b"")
        return Fetched(url=request.url, body=answer) if isinstance(answer, bytes) else answer

    @property
    def pages(self) -> list[str]:
        return [request.url for request in self.asked if request.url != FEED.url]


def _poll(
    fetch: Fetch,
    state: FeedState = NEW,
    *,
    is_known: Callable[[str], bool] = lambda _: False,
    now: int = NOW,
    polling: Polling | None = None,
) -> PollResult:
    return asyncio.run(
        poll(FEED, state, fetch=fetch, is_known=is_known, now=now, polling=polling or Polling())
    )


def test_items_become_drafts_with_the_text_of_their_pages():
    world = World({FEED.url: a_feed(an_entry(1)), "https://krant.example/1": PAGE})
    result = _poll(world.fetch)
    assert len(result.drafts) == 1
    assert "veel materieel" in result.drafts[0].body
    assert result.drafts[0].summary == "Kort bericht 1."
    assert result.failures == ()
    assert result.state.item_ids == (identify(result.drafts[0]),)


def test_no_page_is_read_for_items_that_are_whole():
    whole = an_entry(1).replace("<description>Kort bericht 1.</description>", WHOLE)
    world = World({FEED.url: a_feed(whole)})
    result = _poll(world.fetch)
    assert world.pages == []
    assert result.drafts[0].body.startswith("Een lange zin")


def test_no_page_is_read_for_known_items_and_they_are_not_drafted_again():
    world = World({FEED.url: a_feed(an_entry(1), an_entry(2))})
    first = _poll(world.fetch)
    known = identify(first.drafts[0])
    world = World({FEED.url: a_feed(an_entry(1), an_entry(2))})
    result = _poll(world.fetch, is_known=lambda article_id: article_id == known)
    assert world.pages == ["https://krant.example/2"]
    assert [draft.title for draft in result.drafts] == ["Bericht 2"]
    assert len(result.state.item_ids) == 2


def test_the_page_of_a_known_item_is_read_again_when_its_summary_was_edited():
    first = _poll(World({FEED.url: a_feed(an_entry(1)), "https://krant.example/1": PAGE}).fetch)
    edited = an_entry(1).replace("Kort bericht 1.", "Nu elf doden.")
    more = PAGE.replace(b"Twee mensen", b"Elf mensen")
    world = World({FEED.url: a_feed(edited), "https://krant.example/1": more})
    second = _poll(world.fetch, first.state, is_known=lambda _: True)
    assert ["Elf mensen" in draft.body for draft in second.drafts] == [True]
    third = _poll(world.fetch, second.state, is_known=lambda _: True)
    assert third.drafts == ()


def test_known_items_that_are_whole_are_drafted_again_for_they_may_be_edited():
    whole = an_entry(1).replace("<description>Kort bericht 1.</description>", WHOLE)
    result = _poll(World({FEED.url: a_feed(whole)}).fetch, is_known=lambda _: True)
    assert len(result.drafts) == 1


def test_a_page_that_cannot_be_read_costs_only_its_text():
    failure = SourceFailure(kind="http_status", message="the server answered 404", status=404)
    world = World({FEED.url: a_feed(an_entry(1)), "https://krant.example/1": failure})
    result = _poll(world.fetch)
    assert result.drafts[0].body == "Kort bericht 1."
    assert result.failures == (failure,)
    assert result.state.failures == 0


BUSY = SourceFailure(kind="http_status", message="the server answered 503", status=503)
PAGE_1 = "https://krant.example/1"


def _again(page: Answer | bytes, state: FeedState) -> tuple[PollResult, World]:
    """A poll of an unchanged feed whose articles were all sent."""
    world = World({FEED.url: a_feed(an_entry(1)), PAGE_1: page})
    return _poll(world.fetch, state, is_known=lambda _: True), world


@pytest.mark.parametrize(
    "failure",
    [
        BUSY,
        SourceFailure(kind="timeout", message="no answer"),
        SourceFailure(kind="unreachable", message="no answer"),
    ],
)
def test_a_page_that_failed_is_read_at_the_next_poll(failure: SourceFailure):
    first = _poll(World({FEED.url: a_feed(an_entry(1)), PAGE_1: failure}).fetch)
    assert first.state.unread == (Unread(id=identify(first.drafts[0])),)
    second, world = _again(PAGE, first.state)
    assert (world.asked[0].etag, world.pages) == ("", [PAGE_1])
    before, after = first.drafts[0], second.drafts[0]
    sent = admit(before, known=None, now=NOW)
    assert isinstance(sent, Article)
    revised = admit(after, known=seen(sent, now=NOW), now=NOW + 1)
    assert isinstance(revised, Article)
    assert (revised.id, revised.revision) == (sent.id, NOW + 1)
    assert "veel materieel" in revised.body
    assert second.state.unread == ()
    third, world = _again(PAGE, second.state)
    assert (third.not_modified, world.pages) == (True, [])


def test_a_page_that_keeps_failing_is_given_up_and_its_summary_is_not_sent_again():
    state = _poll(World({FEED.url: a_feed(an_entry(1)), PAGE_1: BUSY}).fetch).state
    asked = 0
    for _ in range(6):
        result, world = _again(BUSY, state)
        asked += len(world.pages)
        assert result.drafts == ()
        state = result.state
    assert (asked, state.unread) == (MOST_TRIES, ())


def test_a_page_that_is_not_there_is_not_asked_for_again():
    gone = SourceFailure(kind="http_status", message="the server answered 404", status=404)
    assert _poll(World({FEED.url: a_feed(an_entry(1)), PAGE_1: gone}).fetch).state.unread == ()


def test_what_left_its_feed_is_not_waited_for():
    first = _poll(World({FEED.url: a_feed(an_entry(1)), PAGE_1: BUSY}).fetch)
    world = World({FEED.url: a_feed(an_entry(2)), "https://krant.example/2": PAGE})
    assert _poll(world.fetch, first.state).state.unread == ()


def test_pages_over_the_limit_are_read_at_the_next_polls_after_what_is_new():
    polling = Polling(pages=PageLimits(most=2))
    pages: dict[str, Answer | bytes] = {f"https://krant.example/{n}": PAGE for n in range(5)}
    first = _poll(
        World({FEED.url: a_feed(*map(an_entry, range(4))), **pages}).fetch, polling=polling
    )
    sent = set(first.state.item_ids)
    assert len(first.state.unread) == 2
    world = World({FEED.url: a_feed(*map(an_entry, range(5))), **pages})
    second = _poll(world.fetch, first.state, is_known=sent.__contains__, polling=polling)
    assert world.pages == ["https://krant.example/4", "https://krant.example/2"]
    assert [one.tries for one in second.state.unread] == [1]
    assert len(second.drafts) == 2


@given(st.lists(st.lists(st.integers(0, 300), unique=True), max_size=8))
def test_few_articles_are_waited_for_and_never_long(polls: list[list[int]]):
    unread: tuple[Unread, ...] = ()
    for names in polls:
        unread = still_unread(unread, map(str, names))
        assert len(unread) <= MOST_UNREAD
        assert all(one.tries < MOST_TRIES for one in unread)


def test_the_number_of_pages_and_how_many_at_once_are_bounded():
    busy, most_busy = 0, 0

    async def fetch(request: Request) -> Answer:
        nonlocal busy, most_busy
        if request.url == FEED.url:
            return Fetched(url=FEED.url, body=a_feed(*(an_entry(n) for n in range(30))))
        busy += 1
        most_busy = max(most_busy, busy)
        await asyncio.sleep(0)
        busy -= 1
        asked.append(request)
        return Fetched(url=request.url, body=PAGE)

    asked: list[Request] = []
    polling = Polling(pages=PageLimits(most=10, at_once=3))
    result = _poll(fetch, polling=polling)
    assert (len(result.drafts), len(asked), most_busy) == (30, 10, 3)


def test_only_the_feed_itself_is_trusted():
    world = World({FEED.url: a_feed(an_entry(1))})
    _poll(world.fetch)
    assert {request.trusted for request in world.asked} == {FEED.url}


def test_an_answer_of_not_modified_gives_nothing_and_counts_as_an_answer():
    state = FeedState(feed_id="krant", etag="x", body_hash="h", last_full=NOW - 1, failures=3)
    world = World({FEED.url: NotModified(url=FEED.url)})
    result = _poll(world.fetch, state)
    assert world.asked[0].etag == "x"
    assert (result.drafts, result.not_modified) == ((), True)
    assert (result.state.failures, result.state.last_success) == (0, NOW)


def test_an_equal_body_is_not_parsed_again():
    raw = a_feed(an_entry(1))
    result = _poll(
        World({FEED.url: raw}).fetch, FeedState(feed_id="krant", body_hash=body_hash(raw))
    )
    assert (result.drafts, result.not_modified) == ((), True)


def test_once_a_day_everything_is_asked_for():
    state = FeedState(feed_id="krant", etag="x", body_hash="h", last_full=NOW - DAY)
    world = World({})
    _poll(world.fetch, state)
    assert world.asked[0].etag == ""


def test_validators_that_lied_are_not_sent_again():
    old = FeedState(feed_id="krant", etag="x", body_hash="other", last_full=NOW - 1)
    answer = Fetched(url=FEED.url, body=a_feed(an_entry(1)), etag="x")
    state = _poll(World({FEED.url: answer}).fetch, old).state
    assert state.distrusted
    world = World({})
    _poll(world.fetch, state, now=NOW + 1)
    assert world.asked[0].etag == ""


def test_a_failure_waits_longer_and_is_never_the_end():
    failure = SourceFailure(kind="timeout", message="no answer", retry_after=2 * HOUR)
    state = NEW
    for number in range(1, 30):
        result = _poll(World({FEED.url: failure}).fetch, state)
        state = result.state
        assert (result.failures, state.failures) == ((failure,), number)
        assert NOW + 2 * HOUR <= state.next_poll <= NOW + DAY
    assert state.last_error == "no answer"
    assert state.last_success == 0


def test_a_web_page_in_place_of_the_feed_is_a_failure_that_keeps_the_old_state():
    old = FeedState(feed_id="krant", etag="x", body_hash="h", item_ids=("a",), last_success=NOW - 1)
    result = _poll(World({FEED.url: b"<html><body>Onderhoud"}).fetch, old)
    assert [failure.kind for failure in result.failures] == ["not_a_feed"]
    assert (result.state.etag, result.state.body_hash) == ("x", "h")
    assert (result.state.failures, result.state.item_ids) == (1, ("a",))


def test_the_first_poll_is_a_back_fill_except_for_the_last_hours():
    entries = (
        an_entry(1, when="Tue, 14 Nov 2023 20:00:00 GMT"),
        an_entry(2, when="Tue, 14 Nov 2023 10:00:00 GMT"),
        an_entry(3),
    )
    world = World({FEED.url: a_feed(*entries)})
    assert [draft.backfill for draft in _poll(world.fetch).drafts] == [False, True, True]
    later = FeedState(feed_id="krant", last_success=NOW - HOUR)
    assert [draft.backfill for draft in _poll(world.fetch, later).drafts] == [False, False, False]


def test_a_feed_that_shows_nothing_of_before_may_have_a_gap():
    first = _poll(World({FEED.url: a_feed(an_entry(1), an_entry(2))}).fetch)
    overlap = _poll(World({FEED.url: a_feed(an_entry(2), an_entry(3))}).fetch, first.state)
    gap = _poll(World({FEED.url: a_feed(an_entry(8), an_entry(9))}).fetch, first.state)
    empty = _poll(World({FEED.url: a_feed()}).fetch, first.state)
    assert (first.possible_gap, overlap.possible_gap) == (False, False)
    assert (gap.possible_gap, empty.possible_gap) == (True, False)


def test_items_with_one_link_are_one_article():
    world = World({FEED.url: a_feed(an_entry(1), an_entry(1))})
    assert len(_poll(world.fetch).drafts) == 1


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_any_feed_and_any_page_give_a_result(raw: bytes, as_page: bool):
    answers: dict[str, Answer | bytes] = {FEED.url: raw}
    if as_page:
        answers = {FEED.url: a_feed(an_entry(1)), "https://krant.example/1": raw}
    result = _poll(World(answers).fetch)
    assert result.state.last_poll == NOW


def test_a_poll_tells_whose_site_the_feed_is_of():
    result = _poll(World({FEED.url: a_feed(an_entry(1))}).fetch)
    assert (result.state.site, result.drafts[0].site) == ("krant.example", "krant.example")
    failure = SourceFailure(kind="timeout", message="no answer")
    assert _poll(World({FEED.url: failure}).fetch).state.site == "krant.example"
