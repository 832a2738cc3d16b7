import pytest
from hypothesis import given
from hypothesis import strategies as st

from producers.fragment import html_to_text


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>Een &amp; twee</p><p>drie</p>", "Een & twee\n\ndrie"),
        ("een<br>twee<br/><br/>drie", "een\ntwee\n\ndrie"),
        ("<ul><li>een</li><li>twee</li></ul>drie", "een\n\ntwee\n\ndrie"),
        ("voor<script>var x = '<p>nee</p>'</script><style>p{}</style>na", "voorna"),
        ("<figure><img src=x><figcaption>Foto: ANP</figcaption></figure>tekst", "tekst"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("<b>vet</b>gedrukt", "vetgedrukt"),
        ("<p>open <i>tekst", "open tekst"),
        ("a &lt; b &eacute; &#128512;", "a < b é 😀"),
        ("x < y en a<b", "x < y en a<b"),
        ("regel een\nregel twee", "regel een regel twee"),
        ("<p>regel een\nregel twee</p>", "regel een regel twee"),
        ("<!-- niets -->iets", "iets"),
        ("", ""),
        ("<p></p>", ""),
        ("a\x00b\ud800c", "a\ufffdb\ufffdc"),
    ],
)
def test_fragments_become_text(fragment: str, text: str):
    assert html_to_text(fragment) == text


def test_deep_and_wide_markup_is_bounded():
    html_to_text("<div>" * 300_000 + "tekst")
    assert html_to_text("tekst " + "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">x")
    assert len(html_to_text("<br>" * 1_000_000 + "x")) < 200_000


@given(st.text(max_size=300))
def test_any_text_gives_text_without_nuls(fragment: str):
    text = html_to_text(fragment)
    assert "\x00" not in text
    text.encode("utf-8")


@given(
    st.lists(st.sampled_from("<p> </p> <br> <li> & &amp; < > <!-- --> <a x".split()), max_size=20)
)
def test_any_heap_of_tags_gives_text(pieces: list[str]):
    html_to_text("".join(pieces))
