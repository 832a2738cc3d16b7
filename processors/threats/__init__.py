"""Threats: which senses a text speaks of, what became of them, and what it makes of the article."""

from processors.threats.check_entries import EntryResult, check_entries
from processors.threats.classifier import Classifier, load_classifier
from processors.threats.find import Assessment, assess, find_threats
from processors.threats.judge import judge
from processors.threats.load import load_lexicon
from processors.threats.near import NearMiss, find_near_misses
from processors.threats.understanding import understanding
from processors.threats.values import Lexicon

__all__ = [
    "Assessment",
    "Classifier",
    "EntryResult",
    "Lexicon",
    "NearMiss",
    "assess",
    "check_entries",
    "find_near_misses",
    "find_threats",
    "judge",
    "load_classifier",
    "load_lexicon",
    "understanding",
]
