"""The model that comes with Tocsin, for languages whose official pipeline is not installed.

`model/` holds it in spaCy's own format; `model/CARD.md` says what it was trained on, what it
reaches and under which licence it may be passed on. `training/entities` makes it.
"""

import importlib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

FOLDER = Path(__file__).with_name("model")
# It was trained on nl, en, fr, de, es, ru and tr; CARD.md has figures for each language here.
LANGUAGES = frozenset({"nl", "en", "fr", "de", "es", "ru", "uk", "tr", "ar"})


def is_there() -> bool:
    """Whether this installation has the model: a checkout may be in the middle of training one."""
    return (FOLDER / "meta.json").is_file()


@lru_cache(maxsize=1)
def load() -> "Language":
    """The model, once a process and for all its languages; thread-safe only after the first call.

    Raises what spaCy raises where the files are damaged.
    """
    import spacy  # 2-3 s
    from thinc.api import use_ops

    importlib.import_module("processors.entities.embedding")  # registers what the config names

    # numpy's own matrix product is three times as fast as spaCy's choice on the machines measured.
    with use_ops("numpy", use_blis=False):
        return spacy.load(FOLDER)
