"""The bundled lexicon, read once."""

import pytest

from processors.threats import Classifier, Lexicon, load_classifier, load_lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    return load_classifier()
