"""How a word enters our model, and how a text is cut into words: registered for spaCy's config.

A word is told by its form, its beginning, its end, a longer end (the head of a compound), its
shape, the lists of names that have it, and a fixed vector of what it is like. The first six are
looked up by hash in learned tables; all of it is worked out once for each word that is met.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import ORTH
from spacy.lang.char_classes import ALPHA
from spacy.lang.lex_attrs import word_shape
from spacy.strings import hash_string  # type: ignore[attr-defined] # Cython's
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry
from thinc.api import HashEmbed, Maxout, Model, Ragged, chain, concatenate, ragged2list, with_array

from processors.entities.wordtable import WordTable, read

TABLE = Path(__file__).with_name("model") / "words.npz"
_COLUMNS = 6
_VECTOR = _COLUMNS  # the column behind the hashes
_MOST_WORDS = 100_000  # kept: a few tens of megabytes
# Odd factors that make one number of a word's hashes; equal ones must not cancel out.
_MIXED = np.array([3, 5, 17, 257, 65_537, 4_294_967_297], np.uint64)
# In training a word loses its vector, or its form, this often: it learns to do without.
_FORGET_VECTOR = 0.1
_FORGET_FORM = 0.2


@registry.architectures("tocsin.WordEmbed.v1")
def word_embed(width: int, widths: list[int], rows: list[int]) -> Model[list[Doc], list[Any]]:
    """Docs to a vector of `width` for each word.

    `widths` and `rows` are those of the six hash tables: form, beginning, end, longer end, shape,
    lists of names.
    """
    table = read(TABLE)
    embeds: list[Model[Any, Any]] = [
        HashEmbed(nO=size, nV=count, column=index, seed=index + 8, dropout=0.0)
        for index, (size, count) in enumerate(zip(widths, rows, strict=True))
    ]
    embeds.append(Model("word_vectors", _vectors(table), dims={"nO": table.width}))
    total = sum(widths) + table.width
    mix = Maxout(nO=width, nI=total, nP=3, normalize=True, dropout=0.0)
    return chain(
        Model("words", _words(Words(table))),
        with_array(_once_a_word(chain(concatenate(*embeds), mix))),
        ragged2list(),
    )


class Words:
    """The columns of each word that was met: six hashes and the row of its vector."""

    def __init__(self, table: WordTable) -> None:
        self._table = table
        self._places: dict[int, int] = {}
        self._columns = np.zeros((1024, _COLUMNS + 1), np.uint64)

    def columns(self, doc: Doc) -> Any:
        """A row of uint64 for each token."""
        places = self._places
        hashes: list[Any] = doc.to_array([ORTH]).ravel().tolist()
        found = [places.get(orth, -1) for orth in hashes]
        if -1 in found:
            if len(places) + len(found) > _MOST_WORDS:
                places.clear()
            found = [self._place(orth, doc[at].text) for at, orth in enumerate(hashes)]
        return self._columns[found]

    def _place(self, orth: int, text: str) -> int:
        place = self._places.get(orth)
        if place is None:
            place = self._places[orth] = len(self._places)
            if place == len(self._columns):
                self._columns = np.concatenate([self._columns, np.zeros_like(self._columns)])
            self._columns[place] = _columns(text, self._table)
        return place


def _columns(text: str, table: WordTable) -> list[int]:
    text = text[:100]  # of a megabyte without a space the beginning says enough
    folded = text.lower()
    form = "".join("0" if char.isdigit() else char for char in folded)
    row, how = table.row(folded)
    kind = f"{table.kind(folded)}{how}{text[:1].isupper()}{text.isupper()}"
    told = (form, form[:3], form[-3:], form[-5:], word_shape(text), kind)
    return [*map(hash_string, told), row]


def _words(words: Words) -> Callable[..., Any]:
    def forward(model: Model, docs: Sequence[Doc], is_train: bool) -> Any:
        columns = [words.columns(doc) for doc in docs]
        lengths = model.ops.asarray1i([len(each) for each in columns])
        data: Any = np.concatenate(columns) if columns else np.zeros((0, _COLUMNS + 1), np.uint64)
        if is_train:
            data[np.random.random(len(data)) < _FORGET_VECTOR, _VECTOR] = 0
            data[np.random.random(len(data)) < _FORGET_FORM, 0] = 0
        return Ragged(data, lengths), lambda _gradient: []

    return forward


def _once_a_word(layer: Model[Any, Any]) -> Model[Any, Any]:
    """The layer, worked out once for each different word of a batch: a word has no context yet."""

    def forward(model: Model, columns: Any, is_train: bool) -> Any:
        if is_train:
            return layer(columns, is_train)
        words = columns[:, :_COLUMNS] @ _MIXED
        _, first, places = np.unique(words, return_index=True, return_inverse=True)
        return layer.predict(columns[first])[places], lambda gradient: gradient

    def init(model: Model, X: Any = None, Y: Any = None) -> None:  # noqa: N803 - thinc's names
        layer.initialize(X=X, Y=Y)
        model.set_dim("nO", layer.get_dim("nO"))

    return Model("once_a_word", forward, init=init, layers=[layer], dims={"nO": None})


def _vectors(table: WordTable) -> Callable[..., Any]:
    def forward(model: Model, columns: Any, is_train: bool) -> Any:
        return table.vectors[columns[:, _VECTOR].astype(np.int64)], lambda _gradient: columns

    return forward


@registry.tokenizers("tocsin.Tokenizer.v1")
def tokenizer() -> Callable[[Any], Tokenizer]:
    """Words between spaces and punctuation; hyphens and apostrophes inside a word part it."""

    def build(nlp: Any) -> Tokenizer:
        defaults = nlp.Defaults
        inside = [rf"(?<=[{ALPHA}])['’](?=[{ALPHA}])", r"['’\"”]-"]
        suffixes = [*defaults.suffixes, rf"(?<=&[{ALPHA}])\."]
        return Tokenizer(
            nlp.vocab,
            rules=defaults.tokenizer_exceptions,
            prefix_search=compile_prefix_regex(defaults.prefixes).search,
            suffix_search=compile_suffix_regex(suffixes).search,
            infix_finditer=compile_infix_regex([*defaults.infixes, *inside]).finditer,
            url_match=defaults.url_match,
        )

    return build
