"""The learned second opinion: how likely a sentence reports a threat, and of which category."""

from processors.threats.classifier.classifier import Classifier, load_classifier
from processors.threats.classifier.opinion import Opinion
from processors.threats.classifier.second import Opinions

__all__ = ["Classifier", "Opinion", "Opinions", "load_classifier"]
