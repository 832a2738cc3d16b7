"""The forms a lexicon word may take in a text, by rule; irregular verbs come from data.

The rules make too many forms rather than too few: a form that no writer uses harms nobody. Every
form is folded. Rules follow the regular paradigms of each language's school grammar.
"""

from collections.abc import Callable, Mapping

from tocsin.tokens import fold

Irregular = Mapping[str, str]
_VOWELS = frozenset("aeiouy")
_NL_PREFIXES = ("be", "ge", "ont", "ver", "her", "er")
_DE_PREFIXES = ("be", "ge", "ent", "ver", "er", "zer", "miss")


def forms(word: str, language: str, irregular: Irregular) -> frozenset[str]:
    """All folded forms of `word` (a lemma or any form), itself included."""
    plain = fold(word)
    rule = _RULES.get(language)
    made = rule(plain, irregular) if rule else set[str]()
    return frozenset(made | {plain} | set(irregular.get(plain, "").split()))


def separable(particle: str, verb: str, language: str, irregular: Irregular) -> frozenset[str]:
    """The forms of `particle|verb` written as one word: `neergestoken`, `neersteekt`."""
    infix = "te" if language == "nl" else "zu"
    base = forms(verb, language, irregular)
    return frozenset({particle + form for form in base} | {particle + infix + fold(verb)})


def _dutch(word: str, irregular: Irregular) -> set[str]:
    nouns = {word + end for end in ("s", "n", "e", "je", "jes", "tje", "tjes")}
    if _is_short(word):
        # The plural of `bom` is `bommen`; `bomen` are trees.
        nouns.add(_double(word) + "en")
    else:
        nouns |= {word + "en", _open(word) + "en", _voiced(word) + "en", _voiced(word) + "n"}
    nouns.add(word[:-1] + "en" if word.endswith("e") else word)
    return nouns | _prefixed(word, irregular, _NL_PREFIXES) | _dutch_verb(word, irregular)


def _dutch_verb(word: str, irregular: Irregular) -> set[str]:
    if not word.endswith("en") or word in irregular or len(word) < 5:
        return set()
    stem = word[:-2]
    closed = _closed(stem)
    # `kapen` has `kaapt`, never `kapt`; an e may be unstressed: `gijzelen`, `gijzelt`.
    open_long = closed != stem and stem[-2] != "e"
    stems = {closed} if open_long else {stem, _single(stem), closed}
    stems |= {_unvoiced(one) for one in stems}
    ends = ("", "t", "d", "te", "de", "ten", "den")
    made = {one + end for one in stems for end in ends} | {stem + "end", stem + "ende"}
    inseparable = word.startswith(_NL_PREFIXES)
    participles = {("" if inseparable else "ge") + one + end for one in stems for end in ("t", "d")}
    participles |= {one + "e" for one in participles} | {one[:-1] for one in participles}
    return made | participles


def _german(word: str, irregular: Irregular) -> set[str]:
    ends = ("e", "en", "n", "er", "ern", "s", "es", "em", "in", "innen")
    nouns = {word + end for end in ends}
    return nouns | _prefixed(word, irregular, _DE_PREFIXES) | _german_verb(word, irregular)


def _german_verb(word: str, irregular: Irregular) -> set[str]:
    if not word.endswith("n") or word in irregular or len(word) < 5:
        return set()
    stem = word[:-2] if word.endswith("en") else word[:-1]
    ends = ("e", "t", "st", "et", "te", "ten", "ete", "eten", "end", "ende", "enden", "ender")
    inseparable = word.startswith(_DE_PREFIXES) or word.endswith("ieren")
    base = stem if inseparable else "ge" + stem
    participles = {base + one for one in ("t", "et")}
    participles |= {one + end for one in participles for end in ("e", "en", "er", "es", "em")}
    return {stem + end for end in ends} | participles


def _prefixed(word: str, irregular: Irregular, prefixes: tuple[str, ...]) -> set[str]:
    """`beschoten` from `beschieten`, because `schieten` is irregular."""
    for prefix in prefixes:
        rest = word.removeprefix(prefix)
        if rest != word and rest in irregular:
            listed = irregular[rest].split()
            return {prefix + one.removeprefix("ge") for one in listed} | {
                prefix + one for one in listed
            }
    return set()


def _english(word: str, irregular: Irregular) -> set[str]:
    made = {word + "s", word + "es", word + "ing", word + "ings"}
    if word not in irregular:
        made |= {word + "ed", _double(word) + "ed"}
    made |= {_double(word) + "ing"}
    if word.endswith("e"):
        made |= {word + "d", word[:-1] + "ing", word[:-1] + "ings"}
    if word.endswith("y"):
        made |= {word[:-1] + "ies", word[:-1] + "ied"}
    if word.endswith("man"):
        made.add(word[:-2] + "en")
    if word.endswith("fe"):
        made.add(word[:-2] + "ves")
    return made


def _french(word: str, irregular: Irregular) -> set[str]:
    made = {word + end for end in ("s", "e", "es", "x")}
    if word.endswith(("eur", "eux")):
        made |= {word[:-1] + "se", word[:-1] + "ses"}
    if word.endswith("er") and len(word) > 3 and word not in irregular:
        ends = "e es ent ees ait aient a erent ant ons era eront erait".split()
        made |= {word[:-2] + end for end in ends} | {
            word[:-2] + "e" + end for end in ("ant", "ait", "a")
        }
    if word.endswith("ir") and word not in irregular:
        ends = "i ie is ies it issent issait issaient irent issant ira".split()
        made |= {word[:-2] + end for end in ends}
    return made


def _spanish(word: str, irregular: Irregular) -> set[str]:
    made = {word + end for end in ("s", "es")}
    if word.endswith("o"):
        made |= {word[:-1] + end for end in ("a", "as", "os")}
    if word.endswith("or"):
        made |= {word + "a", word + "as"}
    if word.endswith("ion"):
        made.add(word + "es")
    stem = word[:-2]
    if word.endswith("ar") and word not in irregular:
        ends = "o a an aron aba aban ado ada ados adas ando ara aran ase aria e en".split()
        made |= {stem + end for end in ends}
        made |= {stem[:-1] + "ce", stem[:-1] + "ces", stem + "ue"}
    if word.endswith(("er", "ir")) and word not in irregular:
        ends = "io ieron ia ian ido ida idos idas iendo e en era eran ira iran".split()
        made |= {stem + end for end in ends}
    return made


def _turkish(word: str, irregular: Irregular) -> set[str]:
    del irregular
    ends = "lar ler i ı u ü da de ta te dan den in ın la le lari leri si sı sini".split()
    return {fold(word + end) for end in ends}


def _arabic(word: str, irregular: Irregular) -> set[str]:
    del irregular
    return {prefix + word for prefix in ("ال", "وال", "بال", "لل", "و", "ب", "ل", "ف")}


def _is_short(word: str) -> bool:
    """Whether a word is one short syllable: `bom`, `mes`, `rel`; then its plural doubles."""
    vowels = [c for c in word if c in _VOWELS]
    return len(vowels) == 1 and len(word) > 2 and word[-2] in _VOWELS and word[-1] not in _VOWELS


def _double(word: str) -> str:
    return word + word[-1:]


def _single(stem: str) -> str:
    return stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem


def _closed(stem: str) -> str:
    """`schiet`, `maak` from `mak`: the long vowel is written double in a closed syllable."""
    ok = len(stem) > 1 and stem[-2] in "aeou" and stem[-1] not in _VOWELS
    return stem[:-1] + stem[-2] + stem[-1] if ok and stem[-3:-2] not in _VOWELS else stem


def _open(word: str) -> str:
    """`gevar` from `gevaar`: the other way about."""
    double = len(word) > 3 and word[-2] == word[-3] and word[-2] in "aeou"
    return word[:-2] + word[-1] if double else word


def _voiced(word: str) -> str:
    swap = {"f": "v", "s": "z"}
    return word[:-1] + swap[word[-1]] if word[-1:] in swap else word


def _unvoiced(stem: str) -> str:
    swap = {"v": "f", "z": "s"}
    return stem[:-1] + swap[stem[-1]] if stem[-1:] in swap else stem


_RULES: Mapping[str, Callable[[str, Irregular], set[str]]] = {
    "nl": _dutch,
    "de": _german,
    "en": _english,
    "fr": _french,
    "es": _spanish,
    "tr": _turkish,
    "ar": _arabic,
}
