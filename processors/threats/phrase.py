"""The small notation of a term, and what it means.

bomaanslag        a word in any of its forms
=gas              exactly this form
^IS               exactly these capitals, among words that are not all capitals
terror*           any word that begins so
neer|steken       a separable verb: `neergestoken`, and `stak ... neer`
open fire         words that follow each other
zuur gooien       an object and its infinitive, Dutch or German: as `zuur ~ gooien`
open ... fire     in this order, with words between them
vuur ~ openen     in any order, with words between them
open a/the fire   either word
@blast a/the @car a member of a class as an element
"""

from typing import Literal, NamedTuple

Order = Literal["adjacent", "ordered", "any"]


class Phrase(NamedTuple):
    """Elements in order: each a tuple of alternative words in the notation above."""

    elements: tuple[tuple[str, ...], ...]
    order: Order


def parse(term: str) -> Phrase:
    """`term` taken apart; a single word is a phrase of one element."""
    order: Order = "any" if " ~ " in term else "ordered" if " ... " in term else "adjacent"
    pieces = [piece for piece in term.split() if piece not in {"~", "..."}]
    return Phrase(tuple(tuple(piece.split("/")) for piece in pieces), order)
