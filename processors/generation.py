"""The generation of this release's understanding.

Raised by hand with every change of model, lexicon or tokeniser that should reach what is already
stored (CONTRACT, "Identity"): the index keeps the highest `revision * 1000 + generation`.
"""

GENERATION = 3
