"""Regular inflections that the dictionaries leave out or lemmatise badly, by language.

Folded words in and out. Each rule gives a lemma that the dictionary confirms, or None.
"""

from tocsin.dictionaries import known

# Particles of Dutch separable verbs whose participle has its `ge` inside: `opgeblazen`.
_PARTICLES = (
    "aan", "achter", "af", "bij", "binnen", "dicht", "dood", "door", "goed", "in", "klaar", "klem",
    "kort", "lam", "los", "mee", "na", "neer", "om", "onder", "open", "op", "over", "plat", "rond",
    "samen", "stuk", "tegen", "terug", "thuis", "toe", "uit", "vast", "vol", "voor", "vrij", "weg",
)  # fmt: skip
# Endings of German verbs in -ieren: past tense and participle, with or without adjective ending.
_IEREN = ("ierten", "iertem", "ierter", "iertes", "ierte", "iert")


def by_rule(word: str, language: str, found: str | None = None) -> str | None:
    """The lemma by a rule of the language; `found` is what the dictionary says, if it has the word.

    None where no rule applies, and the dictionary stands.
    """
    if language == "nl":
        return _dutch(word, found)
    if language == "de":
        return _german(word, found)
    return _french(word, found) if language == "fr" else None


def _dutch(word: str, found: str | None) -> str | None:
    """A participle of a separable verb: `neergestoken` is `neersteken`, by `gestoken`."""
    if found not in (None, word):
        return None
    for particle in _PARTICLES:
        rest = word.removeprefix(particle)
        if rest != word and rest.startswith("ge"):
            verb = known(rest, "nl")
            if verb and not verb.startswith("ge"):
                return particle + verb
    return None


def _german(word: str, found: str | None) -> str | None:
    """Verbs in -ieren, and nouns that are adjectives: `Verdächtigen`, `Verdächtiger`: -e."""
    for ending in _IEREN:
        infinitive = word.removesuffix(ending) + "ieren"
        if word.endswith(ending) and known(infinitive, "de") == infinitive:
            return infinitive
    if found and found.endswith("er"):
        weak = found[:-1]
        if word in (weak, weak + "n") or (word == found and known(weak + "n", "de") == found):
            return weak
    return None


def _french(word: str, found: str | None) -> str | None:
    """A participle in the feminine or plural is its verb: `blessées` is `blesser`."""
    verb = f"{found}r"
    is_participle = word.endswith(("ee", "ees")) and found and found.endswith("e")
    return verb if is_participle and known(verb, "fr") == verb else None
