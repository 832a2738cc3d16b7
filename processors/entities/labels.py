"""The label schemes of installed pipelines, mapped to ours.

A label that is not named here is dropped: quantities, dates and the like are no names.
Sources: the label lists in spaCy's own model pages.
"""

from collections.abc import Iterable, Mapping

from tocsin.model.entity import Label

# OntoNotes 5 (en_core_web_*, nl_core_news_*, zh, ja ...).
ONTONOTES: Mapping[str, Label] = {
    "PERSON": "PERSON",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "NORP": "MISC",
    "EVENT": "MISC",
    "LAW": "MISC",
    "LANGUAGE": "MISC",
    "PRODUCT": "MISC",
    "WORK_OF_ART": "MISC",
}
# CoNLL and WikiNER (fr, de, es, it, pt, ru, uk ... _core_news_*), and rulers of a user's own.
CONLL: Mapping[str, Label] = {
    "PER": "PERSON",
    "PERSON": "PERSON",
    "ORG": "ORG",
    "LOC": "LOC",
    "MISC": "MISC",
    "GROUP": "GROUP",
}
# The National Corpus of Polish (pl_core_news_*).
NKJP: Mapping[str, Label] = {
    "persName": "PERSON",
    "orgName": "ORG",
    "placeName": "LOC",
    "geogName": "LOC",
}
# Scandinavian news (nb_core_news_* has GPE_LOC and GPE_ORG).
NORNE: Mapping[str, Label] = {
    "PER": "PERSON",
    "ORG": "ORG",
    "LOC": "LOC",
    "GPE_LOC": "LOC",
    "GPE_ORG": "LOC",
    "PROD": "MISC",
    "EVT": "MISC",
    "DRV": "MISC",
    "MISC": "MISC",
}


def scheme(labels: Iterable[str]) -> Mapping[str, Label]:
    """The scheme that knows the most of a pipeline's labels; on a tie the simpler one."""
    known = set(labels)
    schemes = (CONLL, ONTONOTES, NKJP, NORNE)
    return max(schemes, key=lambda mapping: len(known & mapping.keys()))
