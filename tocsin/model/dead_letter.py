"""A document that could not be processed: a value, never an exception."""

from typing import Literal

import msgspec

Stage = Literal["producer", "processor", "sink"]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Where the document was read: a Kafka position, or the embedded queue's (partition 0)."""

    topic: str
    partition: int = 0
    offset: int = -1


class DeadLetter(msgspec.Struct, frozen=True, kw_only=True):
    """`payload` is the bytes untouched; `at` (ms) when they failed, for the `attempt`th time.

    `key` is the article id where it is known; `id` names this letter and is the same each time
    the same bytes fail at the same place.
    """

    v: int = 1
    id: str
    stage: Stage
    error: str
    origin: Origin
    at: int
    payload: bytes
    key: str = ""
    attempt: int = 1
