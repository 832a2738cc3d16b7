import pytest
from hypothesis import given
from hypothesis import strategies as st

from processors.rules import match_rules, rule_set
from tests.processors.rules_data import NOW, article, enriched, match_in, name_in, rule
from tocsin.identity import alert_id
from tocsin.model import Alert, EnrichedArticle, Rule
from tocsin.query import key

ARTICLE = article()
BOMB = match_in(ARTICLE, "bom")
READ = enriched(ARTICLE, threats=(BOMB,))


def alerts(found: EnrichedArticle, *rules: Rule) -> tuple[Alert, ...]:
    return match_rules(rule_set(rules), found, NOW)


def ids(found: EnrichedArticle, *rules: Rule) -> list[str]:
    return [alert.rule_id for alert in alerts(found, *rules)]


def test_a_rule_that_meets_an_article_says_what_it_met_and_why():
    [alert] = alerts(READ, rule(categories=("bombing",), destinations=("desk",), title="Bom!"))
    assert alert.id == alert_id("test", ARTICLE.id)
    assert (alert.category, alert.status, alert.severity) == ("bombing", "reported", 60)
    assert (alert.raised, alert.first_seen) == (NOW, ARTICLE.first_seen)
    assert (alert.rule_title, alert.destinations) == ("Bom!", ("desk",))
    assert [evidence.matched for evidence in alert.evidence] == ["bom"]
    reason = "bombing, reported, severity 60 because an explosive was found"
    assert alert.why == reason


@pytest.mark.parametrize(
    ("conditions", "met"),
    [
        ({"categories": ("bombing", "sabotage")}, True),
        ({"categories": ("sabotage",)}, False),
        ({"minimum_severity": 60}, True),
        ({"minimum_severity": 61}, False),
        ({"statuses": ("reported",)}, True),
        ({"statuses": ("claimed",)}, False),
        ({"words": ("havens",)}, True),
        ({"words": ("vliegveld", "haven")}, True),
        ({"words": ("vliegveld",)}, False),
        ({"words": ('"haven van Vlissingen"',)}, True),
        ({"words": ('"Vlissingen haven"',)}, False),
        ({"words": ("vlissing*",)}, True),
        ({"words": ("haven -vlissingen",)}, False),
        ({"words": ("haven (vlissingen OR breskens)",)}, True),
        ({"categories": ("bombing",), "words": ("vliegveld",)}, False),
        ({"categories": ("bombing",), "languages": ("en", "nl")}, True),
        ({"categories": ("bombing",), "languages": ("en",)}, False),
        ({"categories": ("bombing",), "sources": ("REGIO nieuws",)}, True),
        ({"sources": ("regio",)}, True),
        ({"sources": ("elders",)}, False),
    ],
)
def test_all_conditions_must_hold_and_of_a_list_any_item(conditions: dict[str, object], met: bool):
    assert ids(READ, rule(**conditions)) == (["test"] if met else [])


def test_severity_category_and_status_are_asked_of_one_and_the_same_match():
    weak = match_in(ARTICLE, "haven", category="sabotage", severity=10)
    found = enriched(ARTICLE, threats=(BOMB, weak))
    assert ids(found, rule(categories=("sabotage",), minimum_severity=50)) == []


def test_names_are_compared_folded_and_labels_as_written():
    place = name_in(ARTICLE, "Vlissingen", label="LOC", name="Vlissingen")
    found = enriched(ARTICLE, entities=(place,))
    assert ids(found, rule(entities=("vlissingen",))) == ["test"]
    assert ids(found, rule(entities=("GROUP", "LOC"))) == ["test"]
    assert ids(found, rule(entities=("GROUP",))) == []
    [alert] = alerts(found, rule(entities=("LOC",), severity=30))
    assert (alert.severity, alert.category) == (30, None)
    assert alert.why == "severity 30 set by the rule; names Vlissingen"


@pytest.mark.parametrize("relevant", [False, None])
def test_a_passing_mention_raises_nothing_unless_the_rule_wants_it(relevant: bool | None):
    found = enriched(ARTICLE, threats=(BOMB,), relevant=relevant)
    assert ids(found, rule(categories=("bombing",))) == []
    assert ids(found, rule(categories=("bombing",), passing_mentions=True)) == ["test"]


def test_words_and_names_are_found_in_articles_whose_threats_cannot_be_read():
    body = "Nyheter: hamnen i Vlissingen stängdes efter ett larm."
    found = enriched(article(title="Larm", body=body), relevant=None, language="sv")
    assert ids(found, rule(words=('"hamnen i vlissingen"',))) == ["test"]


@pytest.mark.parametrize("status", ["denied", "exercise", "fiction"])
def test_what_did_not_happen_counts_only_where_the_rule_lists_it(status: str):
    unreal = enriched(ARTICLE, threats=(match_in(ARTICLE, "bom", status=status),), relevant=False)
    also_real = enriched(ARTICLE, threats=(match_in(ARTICLE, "bom", status=status),))
    assert ids(unreal, rule(statuses=(status,))) == ["test"]
    assert ids(unreal, rule(categories=("bombing",), passing_mentions=True)) == []
    assert ids(also_real, rule(categories=("bombing",))) == []


def test_back_fill_raises_nothing_unless_asked_for():
    old = enriched(article(backfill=True), threats=(BOMB,))
    rules = rule_set([rule(categories=("bombing",))])
    assert match_rules(rules, old, NOW) == ()
    assert len(match_rules(rules, old, NOW, alert_on_backfill=True)) == 1


def test_the_severity_of_the_rule_overrides_that_of_the_strongest_match():
    weak = match_in(ARTICLE, "haven", severity=10)
    found = enriched(ARTICLE, threats=(weak, BOMB))
    assert alerts(found, rule(categories=("bombing",)))[0].severity == 60
    assert alerts(found, rule(categories=("bombing",), severity=5))[0].severity == 5


def test_alerts_come_in_the_order_of_rule_ids():
    rules = [rule(id=name, words=("haven",), severity=1) for name in ("c", "a", "b")]
    assert ids(READ, *rules) == ["a", "b", "c"]


def test_a_version_says_whether_two_rules_are_the_same():
    one, same, other = rule(words=("bom",)), rule(words=("bom",)), rule(words=("bommen",))
    assert one.version == same.version != other.version
    assert rule_set([one]).version == rule_set([same]).version != rule_set([other]).version


WORDS = ("bom", "haven", "vlissingen", "trein", "politie")
words = st.sampled_from(
    (*WORDS, '"bom haven"', "ha*", "bom -trein", "trein OR haven", "bom politie", "-trein haven")
)
rules = st.builds(
    rule,
    id=st.sampled_from(("r1", "r2", "r3")),
    categories=st.lists(st.sampled_from(("bombing", "sabotage")), max_size=2).map(tuple),
    statuses=st.lists(st.sampled_from(("reported", "denied", "past")), max_size=2).map(tuple),
    minimum_severity=st.sampled_from((0, 30)),
    words=st.lists(words, max_size=2).map(tuple),
    entities=st.lists(st.sampled_from(("bom", "Haven", "LOC", "GROUP")), max_size=2).map(tuple),
    languages=st.lists(st.sampled_from(("nl", "en")), max_size=1).map(tuple),
    sources=st.lists(st.sampled_from(("regio", "elders")), max_size=1).map(tuple),
    passing_mentions=st.booleans(),
).filter(lambda r: r.categories or r.statuses or r.words or r.entities or r.sources)


@st.composite
def articles(draw: st.DrawFn) -> EnrichedArticle:
    body = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)))
    of = article(title="", body=body, feed_id=draw(st.sampled_from(("regio", "x"))))
    said = st.sampled_from(body.split())
    threat = st.builds(
        lambda text, category, status, severity: match_in(
            of, text, category=category, status=status, severity=severity
        ),
        said,
        st.sampled_from(("bombing", "sabotage")),
        st.sampled_from(("reported", "denied", "past")),
        st.sampled_from((10, 30)),
    )
    named = st.builds(
        lambda text, label: name_in(of, text, label=label),
        said,
        st.sampled_from(("LOC", "GROUP")),
    )
    return enriched(
        of,
        threats=tuple(draw(st.lists(threat, max_size=3))),
        entities=tuple(draw(st.lists(named, max_size=2))),
        relevant=draw(st.sampled_from((True, False, None))),
        language=draw(st.sampled_from(("nl", "en"))),
    )


def naive(found: EnrichedArticle, tested: Rule) -> bool:
    """The semantics of a rule in the plainest words, for texts of WORDS in their base form."""
    of, said = found.article, found.article.body.split()
    names = {key(e.name) for e in found.entities} | {str(e.label) for e in found.entities}
    wanted = {name if name.isupper() else key(name) for name in tested.entities}
    meaning = {
        '"bom haven"': "bom haven" in of.body,
        "ha*": "haven" in said,
        "bom -trein": "bom" in said and "trein" not in said,
        "trein OR haven": "trein" in said or "haven" in said,
        "bom politie": "bom" in said and "politie" in said,
        "-trein haven": "haven" in said and "trein" not in said,
    }
    return all(
        (
            not tested.words or any(meaning.get(w, w in said) for w in tested.words),
            not tested.entities or bool(names & wanted),
            not tested.languages or found.language.code in tested.languages,
            not tested.sources or of.feed_id in tested.sources,
            naive_threats(found, tested),
        )
    )


def naive_threats(found: EnrichedArticle, tested: Rule) -> bool:
    if not (tested.categories or tested.statuses or tested.minimum_severity):
        return True
    about = found.threat.relevant is True or tested.passing_mentions
    return any(
        m.severity >= tested.minimum_severity
        and (not tested.categories or m.category in tested.categories)
        and (m.status in tested.statuses if tested.statuses else m.status != "denied")
        and (about or m.status == "denied")
        for m in found.threats
    )


@given(st.lists(rules, max_size=4, unique_by=lambda r: r.id), articles())
def test_the_index_finds_what_testing_every_rule_finds(tested: list[Rule], found: EnrichedArticle):
    assert ids(found, *tested) == sorted(r.id for r in tested if naive(found, r))


def test_the_reason_names_each_word_once_whatever_its_case():
    found = enriched(article(title="Bom", body="een bom, een trein en een BOM"))
    [alert] = alerts(found, rule(words=("bom", "trein"), severity=1))
    assert alert.why.endswith('says "Bom", "trein"')


def test_a_fallback_rule_speaks_only_where_no_other_does():
    other = rule(id="other", categories=("bombing",))
    fallback = rule(id="any", minimum_severity=1, fallback=True)
    assert ids(READ, other, fallback) == ["other"]
    assert ids(READ, fallback) == ["any"]
