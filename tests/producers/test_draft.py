from hypothesis import given
from hypothesis import strategies as st

from producers.draft import Draft, cut, draft, language_code
from producers.failure import SourceFailure
from producers.item import Item
from producers.page import Page
from producers.words import is_teaser
from tests.producers.values import FEED
from tocsin.model import Published
from tocsin.topics import MAX_BODY_BYTES

LONG = "Dit is een zin van een artikel dat lang genoeg is. " * 20
PAGE = Page(
    url="https://krant.example/a", text=LONG + "Van de pagina.", title="Titel van de pagina"
)


def _draft(item: Item, page: Page | None = None) -> Draft:
    made = draft(item, feed=FEED, page=page or Page())
    assert isinstance(made, Draft)
    return made


def test_the_content_of_the_feed_is_the_body_when_it_is_whole():
    item = Item(link="/a", title="Kop", content_html=f"<p>{LONG}</p>", summary="Kort.")
    assert not is_teaser(item)
    assert _draft(item, PAGE).body == LONG.strip()
    assert _draft(item, PAGE).summary == "Kort."


def test_the_page_is_the_body_when_the_feed_only_teases():
    item = Item(link="/a", title="Kop", content_html="<p>Kort.</p>")
    assert is_teaser(item)
    assert _draft(item, PAGE).body == PAGE.text
    assert _draft(item, PAGE).title == "Kop"


def test_the_summary_is_the_body_when_there_is_nothing_else():
    made = _draft(Item(link="/a", title="Kop", summary="<p>Kort.</p>"))
    assert (made.body, made.summary) == ("Kort.", "")


def test_a_summary_is_never_lost_to_a_shorter_page():
    summary = "Een samenvatting van een paar zinnen. Zij zegt meer dan de pagina."
    assert _draft(Item(title="Kop", summary=summary), Page(text="Niets.")).body == summary


def test_the_title_falls_back_to_the_page_and_then_to_the_first_sentence():
    assert _draft(Item(summary="x"), PAGE).title == "Titel van de pagina"
    body = "De brand in de haven is onder controle. Er zijn geen gewonden."
    assert _draft(Item(summary=body)).title == "De brand in de haven is onder controle."


def test_an_item_without_words_is_a_failure():
    made = draft(Item(link="https://krant.example/a"), feed=FEED)
    assert isinstance(made, SourceFailure)
    assert (made.kind, made.url, made.feed_id) == ("empty", "https://krant.example/a", "krant")


def test_a_pasted_text_gives_its_own_title_and_date():
    text = " date 2017-11 \nBrand in haven\n\nEr is brand in de haven van Delfzijl."
    made = _draft(Item(content_text=text, pasted=True))
    assert (made.title, made.body) == ("Brand in haven", "Er is brand in de haven van Delfzijl.")
    assert made.published is not None
    assert made.published.taken_from == "text"


def test_the_date_of_the_item_counts_before_that_of_the_page():
    mine, its = Published(at=1, taken_from="item"), Published(at=2, taken_from="page")
    assert _draft(Item(title="x", published=mine), Page(published=its)).published == mine
    assert _draft(Item(title="x"), Page(published=its)).published == its


def test_nuls_and_lone_surrogates_are_replaced_one_for_one():
    made = _draft(Item(title="a\x00b\ud800c", content_text="d\x00e\udfff" + LONG))
    assert made.title == "a\ufffdb\ufffdc"
    assert made.body.startswith("d\ufffde\ufffd")


def test_a_body_is_cut_between_paragraphs_and_marked():
    paragraph = "Een alinea met é en nog wat woorden erbij. " * 40
    made = _draft(Item(title="x", content_text="\n\n".join([paragraph.strip()] * 300)))
    assert made.truncated
    assert len(made.body.encode()) <= MAX_BODY_BYTES
    assert made.body.endswith("erbij.")
    assert len(made.body.encode()) > MAX_BODY_BYTES * 0.9


def test_titles_authors_and_tags_are_bounded():
    many = tuple(f"naam {n}" for n in range(500))
    made = _draft(Item(title="x" * 10_000, summary="y", authors=many, tags=many, guid="g" * 9_999))
    assert len(made.title) <= 500
    assert (len(made.authors), len(made.tags)) == (20, 50)


def test_languages_are_codes():
    assert [language_code(x) for x in ("nl-BE", "NL_nl", "dut", " en ", "Dutch", "", "x1")] == [
        "nl", "nl", "nl", "en", "", "", "",
    ]  # fmt: skip
    assert _draft(Item(title="x", language="en-GB")).language == "en"
    assert _draft(Item(title="x")).language == "nl"


def test_other_links_are_kept_to_be_judged():
    made = _draft(
        Item(link="https://krant.example/a", title="x", canonical="/b"),
        Page(canonical="/c", url="/d"),
    )
    assert made.links == tuple(f"https://krant.example/{x}" for x in "bcd")


@given(st.text(max_size=300), st.integers(min_value=1, max_value=200))
def test_what_is_cut_is_a_beginning_within_the_limit(text: str, limit: int):
    text = text.encode("utf-8", "replace").decode()
    kept, was_cut = cut(text, limit)
    assert text.startswith(kept)
    assert len(kept.encode()) <= limit
    assert was_cut == (len(text.encode()) > limit)


ANY = st.text(max_size=60)


@given(st.builds(Item, link=ANY, guid=ANY, title=ANY, summary=ANY, content_html=ANY, language=ANY,
                 content_text=ANY, canonical=ANY, pasted=st.booleans()))  # fmt: skip
def test_any_item_gives_a_draft_or_a_failure(item: Item):
    made = draft(item, feed=FEED)
    if isinstance(made, Draft):
        assert made.title
        made.body.encode()
        made.title.encode()
