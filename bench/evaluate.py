"""How well threats are found: `python -m bench.evaluate --half dev`, which `make evaluate` runs.

Sentences first, then whole articles, then harmless articles for the false alarms. Of the test half
only counts are printed, and every run on it is written to the log, so that it can be seen how often
somebody looked.
"""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench import evaluate_articles as articles
from bench import evaluate_sentences as sentences
from bench.machine import commit
from processors.threats import Classifier, Lexicon, find_threats, load_classifier, load_lexicon
from tocsin.model import ThreatMatch

LOG = Path(__file__).parents[1] / "tests" / "threats" / "test_half_runs.tsv"


def main() -> None:
    """Print the figures of the halves asked for."""
    arguments = _arguments()
    lexicon, classifier = load_lexicon(), load_classifier()
    for half in ("dev", "test") if arguments.half == "both" else (arguments.half,):
        lines = _lines(half, arguments.files, lexicon, classifier)
        print(*lines, sep="\n")
        if half == "test":
            _log(lines)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--half", choices=["dev", "test", "both", "starter"], default="dev")
    parser.add_argument("--files", nargs="+", metavar="STEM", help="only these, such as nl en")
    return parser.parse_args()


def _lines(
    half: str, only: Sequence[str] | None, lexicon: Lexicon, classifier: Classifier
) -> list[str]:
    def find(text: str, language: str) -> Sequence[ThreatMatch]:
        return find_threats("", text, language=language, lexicon=lexicon, classifier=classifier)

    shown = half == "dev"
    gold = sentences.read_half(half, only=only)
    lines = [f"{half} half: {len(gold)} sentences"]
    lines += sentences.report(sentences.predict(gold, find), with_sentences=shown)
    if only is None and half != "starter":
        lines += _article_lines(half, articles.judge_with(lexicon, classifier), shown=shown)
    return lines


def _article_lines(half: str, verdict: articles.Judge, *, shown: bool) -> list[str]:
    whole = articles.judged(articles.read_articles(articles.ARTICLES / f"{half}.jsonl"), verdict)
    harmless = articles.judged(
        articles.read_articles(articles.ARTICLES / f"harmless_{half}.jsonl.gz"), verdict
    )
    alarms = articles.per_thousand(articles.false_alarms(harmless))
    return [
        f"{half} half: {len(whole)} articles",
        *articles.report(whole, with_articles=shown),
        f"{half} half: {len(harmless)} harmless articles, false alarms {alarms}",
        *(articles.report(harmless, with_articles=True)[1:] if shown and harmless else []),
    ]


def _log(lines: Sequence[str]) -> None:
    """One line a run: the day, the commit, and the figures over all languages."""
    figures = [line for line in lines if line.startswith(("all", "test half"))]
    with LOG.open("a", encoding="utf-8") as log:
        log.write("\t".join([date.today().isoformat(), commit(), *map(_squeezed, figures)]) + "\n")  # noqa: DTZ011 - a day for people


def _squeezed(line: str) -> str:
    return " ".join(line.split())


if __name__ == "__main__":
    main()
