"""What can be understood in a language: decided by how much of the lexicon it has."""

from processors.threats.values import Lexicon
from tocsin.model.enriched import Understanding

# A column with fewer forms than this holds names and head terms only. The five full columns have
# over 5,000, the starter columns under 2,000.
_FULL = 4000


def understanding(language: str, lexicon: Lexicon) -> Understanding:
    """`full`, `names_only` or `none` for `language` (ISO 639-1)."""
    index = lexicon.indexes.get(language)
    if index is None:
        return "none"
    return "full" if len(index.words) >= _FULL else "names_only"
