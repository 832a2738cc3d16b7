"""Objects with their infinitive, which Dutch and German part: `zuur gooien`, `gooide het zuur`."""

from processors.threats.inflection import Irregular, forms
from processors.threats.phrase import Phrase
from tocsin.lemmas import lemma
from tocsin.tokens import fold

_PARTING = frozenset({"nl", "de"})
# Finite forms and participles end so in both languages; plurals of nouns do not.
_ENDS = ("t", "te", "ten", "d", "de", "den")


def is_verb_phrase(
    phrase: Phrase, language: str, irregular: Irregular, determiners: frozenset[str]
) -> bool:
    """Whether `phrase` is a word and an infinitive in a language that parts them.

    A word is an infinitive when it is the lemma of a finite form: `gooien` of `gooide`, but
    `wapen` of none.
    """
    if language not in _PARTING or phrase.order != "adjacent" or len(phrase.elements) != 2:
        return False
    if not all(len(words) == 1 and words[0].isalpha() for words in phrase.elements):
        return False
    before, verb = (fold(words[0]) for words in phrase.elements)
    if before in determiners or not verb.endswith("n") or lemma(verb, language) != verb:
        return False
    finite = (one for one in forms(verb, language, irregular) if one.endswith(_ENDS))
    return verb in irregular or any(lemma(one, language) == verb for one in finite)
