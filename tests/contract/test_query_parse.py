import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sinks.trees import trees
from tocsin.errors import QueryError
from tocsin.query import (
    And,
    Entity,
    Lang,
    Node,
    Not,
    Or,
    Phrase,
    PlacedError,
    Prefix,
    Since,
    Source,
    Threat,
    Until,
    Word,
    is_positive,
    parse,
    render,
)
from tocsin.query.tree import leaves

A, B, C = Word("aa"), Word("bb"), Word("cc")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("AA", A),
        ("aa bb", And((A, B))),
        ("aa AND bb", And((A, B))),
        ("aa bb OR cc", Or((And((A, B)), C))),
        ("aa (bb OR cc)", And((A, Or((B, C))))),
        ("(aa (bb cc))", And((A, B, C))),
        ("aa OR (bb OR cc)", Or((A, B, C))),
        ("aa -bb", And((A, Not(B)))),
        ("aa NOT bb", And((A, Not(B)))),
        ("-bb aa", And((Not(B), A))),
        ("aa –bb", And((A, Not(B)))),
        ("aa (-bb -cc)", And((A, Not(B), Not(C)))),
        ("aa -(bb cc)", And((A, Not(And((B, C)))))),
        ("aa --bb", And((A, B))),
        ("aa -(-bb)", And((A, B))),
        ('"Suicide  Attack!"', Phrase(("suicide", "attack"))),
        ("“aa”", Phrase(("aa",))),
        ("„aa“ «bb cc»", And((Phrase(("aa",)), Phrase(("bb", "cc"))))),
        ("aansl*", Prefix("aansl")),
        ("-aansl* aa", And((Not(Prefix("aansl")), A))),
        ("ISIS-K", Word("isis-k")),
        ('"ISIS-K"', Phrase(("isis", "k"))),
        ("9/11", Phrase(("9", "11"))),
        ("l'attentat", And((Word("l"), Word("attentat")))),
        ("-l'attentat aa", And((Not(And((Word("l"), Word("attentat")))), A))),
        ('entity:"ISIS-K"', Entity("isis k")),
        ("entity:“Abu Bakr”", Entity("abu bakr")),
        ("entity:Parijs", Entity("parijs")),
        ("-entity:Parijs aa", And((Not(Entity("parijs")), A))),
        ("threat:terrorism", Threat("terrorism")),
        ('Threat:"Armed Assault"', Threat("armed_assault")),
        ("threat:armed-assault", Threat("armed_assault")),
        ("lang:NL", Lang("nl")),
        ("source:NOS", Source("nos")),
        ("since:2h until:2026-11-01", And((Since("2h"), Until("2026-11-01")))),
        ("and or not", And((Word("and"), Word("or"), Word("not")))),
        ("12:30", Phrase(("12", "30"))),
        ("aa(bb)cc", And((A, B, C))),
        ('aa"bb"', And((A, Phrase(("bb",))))),
    ],
)  # fmt: skip
def test_a_query_becomes_this_tree(query: str, tree: Node) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    "query",
    [
        *("NEAR(", "NEAR(a b, 5)", '"', "*", "title:aa", "{title} : aa", "^aa", "a + b"),
        *("lemmas:x", "'; DROP TABLE article; --", "\\", "a\x00b", "%s ?1 :a $b @c"),
    ],
)
def test_what_full_text_engines_take_for_syntax_is_text_or_an_error_of_ours(query: str) -> None:
    try:
        tree = parse(query)
    except QueryError:
        return
    texts = [leaf.text for leaf in leaves(tree) if isinstance(leaf, Word)]
    assert all(text.replace("-", "").isalnum() for text in texts)


@pytest.mark.parametrize(
    ("query", "place", "said"),
    [
        ("", (0, 0), "empty"),
        ("   ", (3, 3), "empty"),
        ("()", (1, 2), "')' stands where a word should"),
        ("aa OR", (5, 5), "ends after 'OR'"),
        ("OR aa", (0, 2), "'OR' stands"),
        ("aa OR OR bb", (6, 8), "'OR' stands"),
        ("aa AND", (6, 6), "ends after 'AND'"),
        ('aa "bb', (3, 6), "never closed"),
        ("aa (bb", (3, 4), "never closed"),
        ("aa) bb", (2, 3), "closes nothing"),
        ("-aa", (0, 3), "only says what to leave out"),
        ("-aa -bb", (0, 7), "only says what to leave out"),
        ("NOT aa", (0, 6), "only says what to leave out"),
        ("aa OR -bb", (6, 9), "only says what to leave out"),
        ("-bb OR aa", (0, 3), "only says what to leave out"),
        ("aa (bb OR -cc)", (10, 13), "only says what to leave out"),
        ("aa -(-bb -cc)", (4, 13), "only says what to leave out"),
        ("-since:2h", (0, 9), "only says what to leave out"),
        ("aa - bb", (3, 4), "stands alone"),
        ("aa -", (3, 4), "stands alone"),
        ("*", (0, 1), "too little"),
        ("a*", (0, 2), "too little"),
        ("a/b*", (0, 4), "too much"),
        ("a*b", (0, 3), "elsewhere"),
        ("aa**", (0, 4), "elsewhere"),
        ("aa &", (3, 4), "no letters or digits"),
        ('""', (0, 2), "no word in this phrase"),
        ('aa "!?"', (3, 7), "no word in this phrase"),
        ("aa land:nl", (3, 7), "did you mean lang"),
        ("https://nos.nl", (0, 5), "unknown field 'https'"),
        ("threat:terorism", (0, 15), "did you mean terrorism"),
        ("threat:zzz", (0, 10), "unknown category"),
        ("lang:dutch", (0, 10), "no language code"),
        ("lang:", (0, 5), "has no value"),
        ("entity: Parijs", (0, 7), "has no value"),
        ('entity:""', (0, 9), "has no value"),
        ("entity:!", (0, 8), "without letters"),
        ("since:yesterday", (0, 15), "no time"),
        ("since:2026-02-30", (0, 16), "no time"),
        ("until:0000-01-01", (0, 16), "no time"),
        ("since:2000000w", (0, 14), "no time"),
        ("since:²h", (0, 8), "no time"),
    ],
)
def test_a_bad_query_is_told_where_and_what(query: str, place: tuple[int, int], said: str) -> None:
    with pytest.raises(PlacedError, match="position") as caught:
        parse(query)
    error = caught.value
    assert said in error.message
    assert (error.start, error.end) == place
    assert error.expected
    assert parse(error.example)


def test_the_error_points_at_the_place() -> None:
    with pytest.raises(QueryError) as caught:
        parse("aanslag land:nl")
    error_of_fields = (
        "expected one of entity, threat, lang, source, since, until; "
        "a text with a colon goes in quotation marks"
    )
    assert str(caught.value).splitlines() == [
        "unknown field 'land'; did you mean lang? (position 9)",
        "  aanslag land:nl",
        "          ^^^^",
        error_of_fields,
        "example: aanslag lang:nl",
    ]


@pytest.mark.parametrize(
    "query",
    [
        "a" * 5_000,
        "a " * 1_000,
        "(" * 1_500 + "a",
        "-" * 1_500 + "a",
        "(" * 30 + "a" + ")" * 30,
        '"' * 1_501,
        "a OR " * 600 + "a",
    ],
)
def test_a_monstrous_query_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        parse(query)


def test_a_long_query_is_shown_in_part_and_on_one_line() -> None:
    with pytest.raises(QueryError) as caught:
        parse("a\n" * 100 + "x\x1b[31m:y " + "land:nl " + "b " * 100)
    lines = str(caught.value).splitlines()
    assert len(lines) == 5
    assert all(len(line) < 110 and line.isprintable() for line in lines)


@given(st.text(max_size=60) | st.text("ab \"-*():“”’OR'.\n\x00", max_size=30))
def test_parsing_raises_nothing_but_query_errors(query: str) -> None:
    try:
        tree = parse(query)
    except QueryError:
        return
    assert is_positive(tree)


@given(st.text("abé \"-*():“”’OR'.\n\x00\xad", max_size=30))
def test_what_was_parsed_can_be_rendered_and_parsed_again(query: str) -> None:
    try:
        tree = parse(query)
    except QueryError:
        return
    assert parse(render(tree)) == tree


@given(trees)
def test_a_rendered_tree_parses_to_the_same_tree(tree: Node) -> None:
    assert parse(render(tree)) == tree
