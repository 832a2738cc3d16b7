"""Hypothesis strategies: trees that `parse` gives, over few words so that they often match."""

from hypothesis import strategies as st

from tocsin.query import (
    Entity,
    Lang,
    Node,
    Phrase,
    Prefix,
    Since,
    Source,
    Threat,
    Until,
    Word,
)
from tocsin.query.tree import both, either, without

# Forms of each other, a hyphened word, compounds and their parts, words that look like syntax.
WORDS = (
    "aanslag", "aanslagen", "zelfmoordaanslag", "bom", "bommen", "autobom", "isis-k", "isis", "k",
    "near", "and", "or", "not", "title", "lemmas", "attack", "attacks",
    "9.11", "o'neill",
)  # fmt: skip
TOKENS = tuple(part for word in WORDS for part in word.split("-"))
NAMES = ("isis k", "parijs", "an onderzoeker")

words = st.sampled_from(WORDS).map(Word)
phrases = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=3).map(tuple).map(Phrase)
prefixes = st.sampled_from(
    [
        word[:size]
        for word in WORDS
        for size in (2, 4)
        if word[:size][-1] not in "-.'" and len(word) > 1
    ]
).map(Prefix)
exact = st.one_of(
    st.sampled_from(NAMES).map(Entity),
    st.sampled_from(("terrorism", "bombing")).map(Threat),
    st.sampled_from(("nl", "en", "de", "und")).map(Lang),
    st.sampled_from(("nos", "de standaard")).map(Source),
    st.sampled_from(("5h", "2d", "2027-01-14", "1w")).map(Since),
    st.sampled_from(("1h", "1d", "2027-01-14", "2027-01-15")).map(Until),
)
leaves = st.one_of(words, words, phrases, prefixes, exact)


def _grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    """Groups of positive trees are positive, also when others are excluded from them."""
    some = st.lists(inner, min_size=1, max_size=3)
    unwanted = st.lists(inner.map(without), max_size=2)
    return st.one_of(
        st.tuples(some, unwanted)
        .flatmap(lambda lists: st.permutations(lists[0] + lists[1]))
        .map(both),
        some.map(either),
    )


trees: st.SearchStrategy[Node] = st.recursive(leaves, _grown, max_leaves=10)
