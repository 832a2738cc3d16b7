"""Small drafts and documents: few letters, so that no word list has to be loaded for them."""

from collections.abc import Sequence

import msgspec

from processors.pipeline import Document, Outcome
from producers.draft import Draft
from tests.sinks.builders import article
from tocsin.codec import encode
from tocsin.local.commit import PENDING
from tocsin.model import DeadLetter


def draft(number: int, body: str = "1 2 3", **changes: object) -> Draft:
    """A draft with a link of its own."""
    plain = Draft(
        feed_id="f",
        link=link(number),
        owner="o",
        title=f"No {number}",
        body=f"{body} {number}",
    )
    return msgspec.structs.replace(plain, **changes)


def link(number: int) -> str:
    return f"https://example.com/{number}"


def documents(bodies: Sequence[str]) -> list[Document]:
    """An encoded article for each body, with ids a0, a1 ..."""
    return [
        Document(raw=encode(article(f"a{i}", title=f"No {i}", body=body)), origin=PENDING)
        for i, body in enumerate(bodies)
    ]


def errors(outcomes: Sequence[Outcome]) -> list[str]:
    """What each document died of, "" for those that lived."""
    return [one.error if isinstance(one, DeadLetter) else "" for one in outcomes]
