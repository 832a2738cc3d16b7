"""A thousand keyword rules on an article: indexed, against one regular expression a rule."""

import random
import re
from collections.abc import Callable, Iterator

from bench.measure import About, Sample, Target, interleaved, seconds
from bench.texts import Text, texts
from tocsin.identity import content_hash
from tocsin.model import Article, EnrichedArticle, Language, Rule, StageTimes, Threat, Tokens

ABOUT = About(
    ours="match_rules of 1,000 rules with three words each, evidence and reason of alerts included",
    theirs="re.search of one case-insensitive pattern with word boundaries a rule, on the same",
    unit="ms/article",
    target=Target(at_most=0.10),
)
RULES, COUNT, NOW = 1_000, 40, 1_750_000_000_000
# One rule in fifty looks for a word that the texts do say; the others for words like theirs.
SAID_IN = 50
SYLLABLES = "ba de fi go ku la me ni po ra se ti vu wa zo ker len mar ning stel dorp".split()


def case(rounds: int) -> Iterator[Sample]:
    """Milliseconds an article, language and lemmas known."""
    found = texts(COUNT, languages=("nl",))
    words = _words(random.Random(5), found)
    ours, theirs = _ours(found, words), _theirs(found, words)
    ours()
    theirs()
    yield from interleaved(rounds, lambda: _each(ours), lambda: _each(theirs))


def _each(work: Callable[[], None]) -> float:
    return seconds(work) * 1_000 / COUNT


def _words(rng: random.Random, found: list[Text]) -> list[tuple[str, ...]]:
    said = sorted({word for text in found for word in re.findall(r"[a-z]{9,}", text.body)})
    made = ["".join(rng.choices(SYLLABLES, k=3)) for _ in range(3 * RULES)]
    rules = [tuple(made[first : first + 3]) for first in range(0, len(made), 3)]
    return [
        (*rule[:2], rng.choice(said)) if number % SAID_IN == 0 else rule
        for number, rule in enumerate(rules)
    ]


def _ours(found: list[Text], words: list[tuple[str, ...]]) -> Callable[[], None]:
    from processors.rules import match_rules, rule_set  # not needed to list cases

    rules = rule_set(
        Rule(id=f"rule-{number}", words=rule, languages=("nl",), severity=50)
        for number, rule in enumerate(words)
    )
    articles = [_enriched(number, text) for number, text in enumerate(found)]

    def work() -> None:
        for article in articles:
            match_rules(rules, article, NOW)

    return work


def _theirs(found: list[Text], words: list[tuple[str, ...]]) -> Callable[[], None]:
    patterns = [re.compile(rf"\b(?:{'|'.join(rule)})\b", re.IGNORECASE) for rule in words]
    documents = [f"{text.title}\n\n{text.body}" for text in found]

    def work() -> None:
        for document in documents:
            for pattern in patterns:
                pattern.search(document)

    return work


def _enriched(number: int, text: Text) -> EnrichedArticle:
    from tocsin.lemmas import search_lemmas  # loads dictionaries
    from tocsin.tokens import tokenize

    article = Article(
        id=str(number),
        url="",
        feed_id="bench",
        owner="Bench",
        title=text.title,
        body=text.body,
        first_seen=NOW,
        revision=NOW,
        content_hash=content_hash(text.title, text.body),
    )
    return EnrichedArticle(
        article=article,
        language=Language(code=text.language, confidence=1.0),
        threat=Threat(relevant=False),
        tokens=Tokens(
            title=tuple(token.text for token in tokenize(text.title)),
            body=tuple(token.text for token in tokenize(text.body)),
        ),
        lemmas=tuple(sorted(search_lemmas(f"{text.title}\n\n{text.body}", text.language))),
        understanding="full",
        generation=1,
        times=StageTimes(first_seen=NOW, enriched=NOW),
    )
