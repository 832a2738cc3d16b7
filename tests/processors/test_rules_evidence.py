from hypothesis import given
from hypothesis import strategies as st

from processors.rules import match_rules, rule_set
from processors.rules.evidence import CONTEXT
from tests.processors.rules_data import NOW, article, enriched, match, match_in, name_in, rule
from tocsin.model import Article, EnrichedArticle, Evidence

ANY = rule(minimum_severity=1)


def evidence(found: EnrichedArticle, **conditions: object) -> tuple[Evidence, ...]:
    tested = rule(**conditions) if conditions else ANY
    return tuple(e for a in match_rules(rule_set([tested]), found, NOW) for e in a.evidence)


def text_of(of: Article, field: str) -> str:
    return of.title if field == "title" else of.body


def test_the_title_comes_first_then_the_strongest():
    of = article(title="Aanslag", body="een bom en een granaat")
    found = enriched(
        of,
        threats=(
            match_in(of, "bom", severity=50),
            match_in(of, "granaat", severity=70),
            match_in(of, "Aanslag", severity=20),
        ),
    )
    assert [e.matched for e in evidence(found)] == ["Aanslag", "granaat", "bom"]


def test_context_is_cut_between_words_and_never_leaves_the_field():
    of = article(body="woord " * 60 + "bom" + " einde" * 60)
    [one] = evidence(enriched(of, threats=(match_in(of, "bom"),)))
    assert one.before.split() == ["woord"] * 20
    assert one.after.split() == ["einde"] * 20
    assert max(len(one.before), len(one.after)) <= CONTEXT
    assert of.title not in one.before


def test_a_text_without_spaces_is_cut_hard():
    of = article(body="x" * 500 + "bom" + "y" * 500)
    [one] = evidence(enriched(of, threats=(match_in(of, "bom"),)))
    assert (one.before, one.after) == ("x" * CONTEXT, "y" * CONTEXT)


def test_each_kind_of_condition_is_shown_before_more_of_the_same():
    of = article(body="bom bom bom bom bom bom in de haven van Vlissingen")
    bombs = tuple(match("bom", start=4 * n, end=4 * n + 3) for n in range(6))
    place = name_in(of, "Vlissingen", label="LOC")
    found = enriched(of, threats=bombs, entities=(place,))
    shown = evidence(found, categories=("bombing",), words=("havens",), entities=("LOC",))
    assert len(shown) == 5
    assert {"haven", "Vlissingen"} <= {e.matched for e in shown}


def test_of_two_matches_in_one_place_the_stronger_is_shown():
    of = article(body="een bomaanslag in de stad")
    both = (
        match_in(of, "bom", severity=40),
        match_in(of, "bomaanslag", severity=80, category="terrorism"),
    )
    assert [e.category for e in evidence(enriched(of, threats=both))] == ["terrorism"]


def test_words_are_found_in_every_form_and_phrases_across_punctuation():
    of = article(title="", body="Havens dicht. In de zeehaven: bommen!")
    found = enriched(of)
    assert [e.matched for e in evidence(found, words=("haven",))] == ["Havens", "zeehaven"]
    assert [e.matched for e in evidence(found, words=('"zeehaven bommen"',))] == [
        "zeehaven: bommen"
    ]
    assert [e.matched for e in evidence(found, words=("bom*",))] == ["bommen"]


def test_a_rule_of_sources_only_has_no_passage_to_show():
    assert evidence(enriched(article()), sources=("regio",)) == ()


def test_offsets_that_do_not_fit_the_text_are_not_shown():
    of = article(body="een bom")
    wrong = match("bom", start=400, end=403)
    assert evidence(enriched(of, threats=(wrong,))) == ()


@st.composite
def found_matches(draw: st.DrawFn) -> EnrichedArticle:
    texts = st.text(st.sampled_from("ab \n\té\U0001f4a3-."), max_size=400)
    of = article(title=draw(texts), body=draw(texts))
    threats = []
    for field in draw(st.lists(st.sampled_from(("title", "body")), max_size=12)):
        text = text_of(of, field)
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 20)))
        severity = draw(st.integers(1, 100))
        threats.append(match(text[start:end], start=start, end=end, field=field, severity=severity))
    return enriched(of, threats=tuple(threats))


@given(found_matches())
def test_evidence_is_text_of_the_article_and_shows_nothing_twice(found: EnrichedArticle):
    shown = evidence(found)
    assert len(shown) <= 5
    covered: set[tuple[str, int]] = set()
    for one in shown:
        text = text_of(found.article, one.field)
        first, last = one.start - len(one.before), one.end + len(one.after)
        assert text[first:last] == one.before + one.matched + one.after
        assert text[one.start : one.end] == one.matched != ""
        assert max(len(one.before), len(one.after)) <= CONTEXT
        places = {(one.field, at) for at in range(first, last)}
        assert not places & covered
        covered |= places


@given(found_matches())
def test_titles_come_before_bodies_and_strong_before_weak(found: EnrichedArticle):
    order = [(e.field != "title", -severity_of(found, e)) for e in evidence(found)]
    assert order == sorted(order)


def severity_of(found: EnrichedArticle, shown: Evidence) -> int:
    place = (shown.field, shown.start, shown.end)
    return max(m.severity for m in found.threats if (m.field, m.start, m.end) == place)
