from hypothesis import given
from hypothesis import strategies as st

from producers.admit import admit, also_known_as, identify, seen
from producers.seen import Seen
from tests.producers.values import NOW, a_draft
from tocsin.model import Article, Published


def _article(now: int = NOW, known: Seen | None = None, **fields: object) -> Article:
    made = admit(a_draft(**fields), known=known, now=now)
    assert isinstance(made, Article)
    return made


def test_a_new_draft_becomes_an_article():
    article = _article()
    assert (article.first_seen, article.revision, article.backfill) == (NOW, NOW, False)
    assert article.id == identify(a_draft())
    assert article.url == "https://krant.example/a"


def test_the_same_wording_is_only_touched():
    known = seen(_article(), now=NOW)
    again = admit(a_draft(body="Er  is brand\nin de haven."), known=known, now=NOW + 5)
    assert isinstance(again, Seen)
    assert (again.last_seen, again.revision) == (NOW + 5, NOW)


def test_another_wording_is_a_higher_revision_of_the_same_article():
    known = seen(_article(), now=NOW)
    article = _article(NOW + 5, known, title="Brand in haven geblust")
    assert (article.id, article.first_seen, article.revision) == (known.id, NOW, NOW + 5)


def test_a_revision_rises_when_the_clock_goes_back():
    known = seen(_article(), now=NOW)
    assert _article(NOW - 1_000, known, title="Anders").revision == NOW + 1


def test_a_new_canonical_link_is_no_new_wording():
    known = seen(_article(), now=NOW)
    touched = admit(a_draft(links=("https://krant.example/b",)), known=known, now=NOW)
    assert isinstance(touched, Seen)


def test_the_id_does_not_hang_on_tracking_or_scheme():
    tracked = a_draft(link="http://KRANT.example/a?utm_source=rss#top")
    assert identify(tracked) == identify(a_draft())


def test_without_link_the_guid_names_the_article_and_without_that_its_title_and_day():
    day = Published(at=NOW, taken_from="item")
    by_guid = a_draft(link="", guid="7")
    by_title = a_draft(link="", published=day)
    assert identify(by_guid) != identify(a_draft(link="", guid="8"))
    assert identify(by_guid) == identify(a_draft(link="", guid="7", title="Anders"))
    assert identify(by_title) == identify(a_draft(link="", title="BRAND  in haven", published=day))
    assert identify(by_title) != identify(a_draft(link=""))


def test_only_other_pages_of_the_same_site_are_also_known():
    links = (
        "https://www.krant.example/b",
        "https://krant.example/",
        "https://elders.example/a",
        "http://krant.example/a?utm_campaign=x",
        "https://www.krant.example/b#top",
    )
    assert also_known_as(a_draft(links=links)) == ("https://www.krant.example/b",)


def test_backfill_is_of_the_draft_or_of_the_caller():
    assert _article(backfill=True).backfill
    article = admit(a_draft(), known=None, now=NOW, backfill=True)
    assert isinstance(article, Article)
    assert article.backfill


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-1_000, 1_000)), max_size=20))
def test_revisions_always_rise_and_first_seen_never_changes(story: list[tuple[str, int]]):
    known: Seen | None = None
    for title, tick in story:
        made = admit(a_draft(title=title), known=known, now=NOW + tick)
        if isinstance(made, Article):
            assert known is None or made.revision > known.revision
            assert known is None or made.first_seen == known.first_seen
            known = seen(made, now=NOW + tick)
        else:
            known = made


@given(st.integers())
def test_any_published_moment_has_an_id(at: int):
    identify(a_draft(link="", published=Published(at=at, taken_from="item")))
