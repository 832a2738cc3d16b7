"""Text made plain, character by character, so that what is found there lies there in the text."""

from tocsin.tokens import fold


class _Table(dict[int, str]):
    """A character folded to one character; what is no letter or digit to a space."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = fold(char)
        if len(folded) != 1:
            folded = char.lower() if char.isalnum() and len(char.lower()) == 1 else " "
        self[code] = folded if folded.isalnum() else " "
        return self[code]


_TABLE = _Table()


def flatten(text: str) -> str:
    """The text folded character by character, as long as it was; all but letters are spaces."""
    return text.translate(_TABLE)
