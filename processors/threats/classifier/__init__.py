"""The learned second opinion: how likely a sentence reports a threat, and of which category."""

from processors.threats.classifier.opinion import Classifier, Opinion, load_classifier

__all__ = ["Classifier", "Opinion", "load_classifier"]
