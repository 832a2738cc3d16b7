"""Noise out of text: it drops whole lines or leading pieces, and rewrites nothing that stays."""

from producers.clean.body import clean
from producers.clean.pasted import Pasted, first_sentence, read_pasted

__all__ = ["Pasted", "clean", "first_sentence", "read_pasted"]
