import msgspec
from hypothesis import given
from hypothesis import strategies as st

from producers.admit import admit, also_known_as, identify, seen
from producers.draft import Draft
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


def test_an_edit_of_back_fill_is_back_fill():
    known = seen(_article(backfill=True), now=NOW)
    for title in ("Een", "Twee"):
        article = _article(NOW, known, title=title)
        assert article.backfill
        known = seen(article, now=NOW)


def _by(feed_id: str, site: str, title: str) -> Draft:
    return a_draft(feed_id=feed_id, site=site, title=title)


def _kept(known: Seen | None, made: Draft) -> tuple[Seen, bool]:
    """What is remembered after a draft, as the database would, and whether it was accepted."""
    decided = admit(made, known=known, now=NOW)
    if isinstance(decided, Seen):
        return decided, False
    return msgspec.structs.replace(seen(decided, now=NOW), site=made.site), True


def test_the_feed_of_another_site_cannot_change_an_article():
    known, _ = _kept(None, _by("krant", "krant.example", "Brand"))
    after, accepted = _kept(known, _by("evil", "evil.example", "Koop nu"))
    assert not accepted
    assert after == known


def test_a_site_takes_over_what_first_came_by_another_and_keeps_it():
    known, _ = _kept(None, _by("verzamelaar", "elders.example", "Brand"))
    known, taken = _kept(known, _by("krant", "krant.example", "Brand in haven"))
    assert (taken, known.feed_id) == (True, "krant")
    assert not _kept(known, _by("verzamelaar", "elders.example", "Brand!"))[1]


def test_of_feeds_of_equal_right_the_first_keeps_the_article():
    for site in ("krant.example", "elders.example", ""):
        known, _ = _kept(None, _by("een", site, "Brand"))
        assert not _kept(known, _by("twee", site, "Brand in haven"))[1]
        assert _kept(known, _by("een", site, "Brand geblust"))[1]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1)), max_size=30))
def test_feeds_never_take_an_article_from_each_other_for_ever(shown: list[tuple[int, int]]):
    sites = ("elders.example", "krant.example", "krant.example", "")
    known, takers = None, list[str]()
    for feed, wording in shown:
        known, _ = _kept(known, _by(f"f{feed}", sites[feed], f"Kop {feed} {wording}"))
        takers += [] if takers[-1:] == [known.feed_id] else [known.feed_id]
    assert len(takers) <= 2


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
