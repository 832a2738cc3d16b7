import msgspec
from hypothesis import given
from hypothesis import strategies as st

from producers.sources import parse
from tests.producers.values import FEED, NOW


def _parse(found: object):
    return parse(msgspec.json.encode(found), feed=FEED, now=NOW)


def test_a_feed_of_version_1_1_gives_items():
    parsed = _parse(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "De Krant",
            "language": "nl-NL",
            "home_page_url": "https://krant.example/",
            "items": [
                {
                    "id": "1",
                    "url": "/a",
                    "title": "Brand",
                    "content_html": "<p>Alles.</p>",
                    "date_published": "2023-01-02T10:00:00+01:00",
                    "authors": [{"name": "An de Wit"}],
                    "tags": ["brand"],
                }
            ],
        }
    )
    item = parsed.items[0]
    assert (parsed.title, parsed.language) == ("De Krant", "nl-NL")
    assert (item.link, item.guid, item.title) == ("https://krant.example/a", "1", "Brand")
    assert (item.authors, item.tags, item.language) == (("An de Wit",), ("brand",), "nl-NL")
    assert item.published is not None


def test_a_feed_of_version_1_0_gives_items():
    items = _parse({"items": [{"id": 7, "content_text": "Alles.", "author": {"name": "An"}}]}).items
    assert (items[0].guid, items[0].content_text, items[0].authors) == ("7", "Alles.", ("An",))


def test_fields_of_wrong_types_are_taken_as_missing():
    wrong = {"id": {}, "url": 3, "title": ["x"], "date_published": 5, "authors": "An", "tags": {}}
    parsed = _parse({"title": 4, "items": [wrong, None, 3, "x", []]})
    assert len(parsed.items) == 1
    assert parsed.items[0].title == ""


def test_json_that_is_broken_is_malformed():
    parsed = parse(b'{"items": [', feed=FEED, now=NOW)
    assert [failure.kind for failure in parsed.failures] == ["malformed"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(
    "id url external_url title summary content_html content_text date_published date_modified "
    "authors author tags language".split()
)


@given(st.lists(st.dictionaries(FIELDS, ANYTHING, max_size=6), max_size=3), ANYTHING)
def test_any_types_give_a_value(items: list[dict[str, object]], other: object):
    _parse({"items": items, "title": other, "language": other, "home_page_url": other})
