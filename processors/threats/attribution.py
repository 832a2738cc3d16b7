"""Who says it: `according to the police`, `volgens het ministerie`, `claimed by ...`."""

from processors.threats.hits import Hits
from processors.threats.text import Sentence
from processors.threats.values import Index

# A speaker's name has at most so many words.
_LONGEST_NAME = 6


def attribution(sentence: Sentence, hits: Hits, text: str, index: Index) -> str:
    """The words that name the speaker, as they stand in `text`; "" when the writer speaks."""
    for hit in hits.get("@according", ()):
        name = _name_from(hit.last + 1, sentence, text, index)
        if name:
            return name
    return ""


def _name_from(at: int, sentence: Sentence, text: str, index: Index) -> str:
    """Articles and one noun, and the capitalised words that follow, up to a comma."""
    taken: list[int] = []
    nouns = 0
    while at < len(sentence) and len(taken) < _LONGEST_NAME:
        word = sentence[at]
        if taken and "," in text[sentence[at - 1].end : word.start]:
            break
        capital = text[word.start].isupper()
        if word.text not in index.determiners:
            if nouns and not capital:
                break
            nouns += 1
        taken.append(at)
        at += 1
    return text[sentence[taken[0]].start : sentence[taken[-1]].end] if nouns else ""
