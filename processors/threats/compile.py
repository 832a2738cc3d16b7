"""From the tables people write to an index by folded form, one a language."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from processors.threats.inflection import Irregular, forms, separable
from processors.threats.layout import ClassTable, LanguageCode, Terms
from processors.threats.phrase import Phrase as Written
from processors.threats.phrase import parse
from processors.threats.values import Frame, Index, Phrase, Sense, Symbol, Symbols
from processors.threats.verb_phrase import is_verb_phrase
from tocsin.tokens import fold

COMPOUNDING = frozenset({"nl", "de"})
BREAKS = "clause_break"
Place = Literal["words", "lemmas", "heads", "modifiers", "prefixes", "capitals"]


class Grammar(NamedTuple):
    """What a language's forms file holds."""

    verbs: Irregular
    determiners: frozenset[str]
    numbers: Mapping[str, int]


class _Draft:
    """An index while it is being filled."""

    def __init__(self, language: LanguageCode, grammar: Grammar) -> None:
        self.language: LanguageCode = language
        self.grammar = grammar
        self.places: dict[Place, defaultdict[str, set[Symbol]]] = {
            place: defaultdict(set)
            for place in ("words", "lemmas", "heads", "modifiers", "prefixes", "capitals")
        }
        self.phrases: defaultdict[Symbol, list[Phrase]] = defaultdict(list)

    def word(self, word: str, symbol: Symbol, compound: str) -> None:
        """Put every form of `word` (in the notation of `phrase`) where it is looked up."""
        if word.startswith("^"):
            self.places["capitals"][word[1:]].add(symbol)
        elif word.endswith("*"):
            self.places["prefixes"][fold(word[:-1])].add(symbol)
        elif "|" in word:
            self._separable(word, symbol)
        elif word.startswith("="):
            self._forms(frozenset({fold(word[1:])}), symbol, compound)
        else:
            self.places["lemmas"][fold(word)].add(symbol)
            self._forms(forms(word, self.language, self.grammar.verbs), symbol, compound)

    def term(self, term: str, symbol: Symbol, compound: str) -> None:
        phrase = parse(term)
        if len(phrase.elements) == 1:
            for word in phrase.elements[0]:
                self.word(word, symbol, compound)
            return
        elements = tuple(self._element(words) for words in phrase.elements)
        order = "any" if self._parts(phrase) else phrase.order
        self.phrase(Phrase(elements, order, symbol, _rarest(elements)))

    def _parts(self, phrase: Written) -> bool:
        grammar = self.grammar
        return is_verb_phrase(phrase, self.language, grammar.verbs, grammar.determiners)

    def phrase(self, phrase: Phrase) -> None:
        self.phrases[phrase.elements[phrase.anchor]].append(phrase)

    def _element(self, words: tuple[str, ...]) -> Symbol:
        if words[0].startswith("@"):
            return words[0]
        symbol = "=" + "/".join(words)
        for word in words:
            self.word(word, symbol, "none")
        return symbol

    def _forms(self, made: Iterable[str], symbol: Symbol, compound: str) -> None:
        for form in made:
            self.places["words"][form].add(symbol)
            if self.language in COMPOUNDING and compound in {"head", "both"}:
                self.places["heads"][form].add(symbol)
            if self.language in COMPOUNDING and compound in {"modifier", "both"}:
                self.places["modifiers"][form].add(symbol)

    def _separable(self, word: str, symbol: Symbol) -> None:
        particle, verb = word.split("|", 1)
        verbs = self.grammar.verbs
        self.places["lemmas"][fold(particle + verb)].add(symbol)
        self._forms(separable(fold(particle), verb, self.language, verbs), symbol, "none")
        elements = (self._element((verb,)), self._element(("=" + particle,)))
        self.phrase(Phrase(elements, "separable", symbol, 1))


def compile_index(
    language: LanguageCode,
    grammar: Grammar,
    classes: Mapping[str, ClassTable],
    senses: Mapping[str, Sense],
) -> Index:
    """The index of `language` over all classes and entries."""
    draft = _Draft(language, grammar)
    for symbol, compound, terms in _vocabulary(classes, senses):
        for term in terms.get(language, ()):
            draft.term(term, symbol, compound)
    frames: defaultdict[Symbol, list[Frame]] = defaultdict(list)
    for frame in _frames(language, classes, senses):
        for symbol in frame.elements[0]:
            frames[symbol].append(frame)
    places = {
        place: {form: tuple(sorted(found)) for form, found in table.items()}
        for place, table in draft.places.items()
    }
    breaks = classes[BREAKS].terms.get(language, ()) if BREAKS in classes else ()
    capitals = places.pop("capitals")
    return Index(
        language=language,
        **places,
        capitals=_by_folded(capitals),
        exceptions=_exceptions(language, grammar, classes, senses),
        swallowing=frozenset("@" + name for name, table in classes.items() if table.swallows),
        phrases={symbol: _by_partner(found) for symbol, found in draft.phrases.items()},
        frames={symbol: tuple(found) for symbol, found in frames.items()},
        determiners=grammar.determiners,
        numbers=grammar.numbers,
        breaks=frozenset(fold(word) for word in breaks),
        known={},
    )


def _vocabulary(
    classes: Mapping[str, ClassTable], senses: Mapping[str, Sense]
) -> Iterator[tuple[Symbol, str, Terms]]:
    for name, table in classes.items():
        yield "@" + name, table.compound, table.terms
    for name, sense in senses.items():
        yield "#" + name, sense.table.compound, sense.table.terms


def _frames(
    language: LanguageCode, classes: Mapping[str, ClassTable], senses: Mapping[str, Sense]
) -> Iterator[Frame]:
    """The frames of every entry; one that names a class without a word here is left out."""
    for name, sense in senses.items():
        table = sense.table
        if language in table.terms:
            yield Frame(name, (("#" + name,),), table.within, clause=True)
        for text in table.frames:
            elements = tuple(_alternatives(element) for element in text.split())
            if all(_spoken(element, language, classes) for element in elements):
                yield Frame(name, elements, table.within, clause=table.scope == "clause")


def _alternatives(element: str) -> tuple[Symbol, ...]:
    return tuple("@" + name.removeprefix("@") for name in element.split("|"))


def _spoken(
    element: tuple[Symbol, ...], language: LanguageCode, classes: Mapping[str, ClassTable]
) -> bool:
    return any(language in classes[symbol[1:]].terms for symbol in element)


def _exceptions(
    language: LanguageCode,
    grammar: Grammar,
    classes: Mapping[str, ClassTable],
    senses: Mapping[str, Sense],
) -> dict[Symbol, frozenset[str]]:
    named = [("@" + name, table.exceptions) for name, table in classes.items()]
    named += [("#" + name, sense.table.exceptions) for name, sense in senses.items()]
    return {
        symbol: frozenset(
            form for word in terms[language] for form in forms(word, language, grammar.verbs)
        )
        for symbol, terms in named
        if language in terms
    }


def _by_folded(capitals: Mapping[str, Symbols]) -> dict[str, dict[str, Symbols]]:
    """Names such as `IS` by the folded word that each might be."""
    found: defaultdict[str, dict[str, Symbols]] = defaultdict(dict)
    for name, symbols in capitals.items():
        found[fold(name)][name] = symbols
    return dict(found)


def _by_partner(phrases: Iterable[Phrase]) -> dict[Symbol, tuple[Phrase, ...]]:
    """Phrases of one anchor by their rarest other element."""
    found: defaultdict[Symbol, list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        others = phrase.elements[: phrase.anchor] + phrase.elements[phrase.anchor + 1 :]
        found[others[_rarest(others)]].append(phrase)
    return {partner: tuple(own) for partner, own in found.items()}


def _rarest(elements: tuple[Symbol, ...]) -> int:
    """The element that occurs least in texts: longer words are rarer (Zipf's law)."""
    return max(range(len(elements)), key=lambda at: len(elements[at]))
