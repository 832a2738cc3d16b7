"""A spaCy pipeline of the size of the official small ones, with weights that were never trained.

The official `*_core_news_sm` pipelines are downloads that not every machine can reach. Their speed
does not depend on what the weights are, so one of the same sizes stands in for them: a tok2vec of
MultiHashEmbed (NORM 5000, PREFIX 1000, SUFFIX 2500, SHAPE 2500 rows) and MaxoutWindowEncoder (width
96, depth 4, window 1, 3 pieces), and a transition-based NER (hidden 64) with the 18 labels of the
English and Dutch ones. Their tagger, parser and lemmatizer are left out: whoever reads news for
names switches them off, and with them the comparison would flatter us.
"""

from pathlib import Path
from typing import Any

LABELS = (
    "CARDINAL DATE EVENT FAC GPE LANGUAGE LAW LOC MONEY NORP ORDINAL ORG PERCENT PERSON PRODUCT"
    " QUANTITY TIME WORK_OF_ART"
).split()
WIDTH = 96
TOK2VEC = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
        "rows": [5000, 1000, 2500, 2500],
        "include_static_vectors": False,
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": WIDTH,
        "depth": 4,
        "window_size": 1,
        "maxout_pieces": 3,
    },
}
NER = {
    "@architectures": "spacy.TransitionBasedParser.v2",
    "state_type": "ner",
    "extra_state_tokens": False,
    "hidden_width": 64,
    "maxout_pieces": 2,
    "use_upper": True,
    "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "*"},
}


def build(language: str, folder: Path) -> Path:
    """Write such a pipeline for a language below `folder`; the path to give to `spacy.load`."""
    import spacy  # 2-3 s, and only these cases need it

    nlp = spacy.blank(language)
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    ner: Any = nlp.add_pipe("ner", config={"model": NER})
    for label in LABELS:
        ner.add_label(label)
    nlp.initialize()
    path = folder / f"{language}_untrained_sm"
    nlp.to_disk(path)
    return path
