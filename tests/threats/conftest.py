"""The bundled lexicon, read once."""

import pytest

from processors.threats import Lexicon, load_lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()
