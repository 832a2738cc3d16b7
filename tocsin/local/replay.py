"""Dead letters back into the pending queue, as the bytes they were."""

import sqlite3
from collections.abc import Sequence

import msgspec

from producers.state import add_pending
from sinks.sqlite import get_dead, list_dead, mark_replayed
from sinks.values import StoredDead
from tocsin.codec import decode_article, decode_enriched, encode
from tocsin.database import transaction
from tocsin.model import Article, DeadLetter

# A page of the list of letters; all pages are read.
_PAGE = 500


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """How many were sent again, and why others were not."""

    replayed: int
    problems: tuple[str, ...] = ()


def replay_letters(
    conn: sqlite3.Connection, ids: Sequence[str] | None, *, most_attempts: int | None, now: int
) -> Replayed:
    """Send letters again: those named, or all that wait. One transaction.

    What the processor read is sent back to it; of what the store refused, the article is, so that
    its alerts, which were held back with it, are raised as well. Letters of at least
    `most_attempts` attempts are left (None: none are).
    """
    problems: list[str] = []
    chosen: dict[str, tuple[Article, bytes]] = {}
    with transaction(conn):
        for name, stored in _letters(conn, ids):
            readable = _readable(stored, most_attempts)
            if isinstance(readable, str):
                problems.append(f"{name}: {readable}")
            else:
                chosen[name] = readable
        add_pending(conn, chosen.values(), now=now)
        mark_replayed(conn, list(chosen))
    return Replayed(replayed=len(chosen), problems=tuple(problems))


def _readable(stored: StoredDead | None, most_attempts: int | None) -> tuple[Article, bytes] | str:
    """The article in a letter and its bytes, or why it is not sent again."""
    if stored is None:
        return "there is no such dead letter"
    letter = stored.letter
    if letter.stage == "producer":
        return "died in the producer, which has nothing to read it from again"
    if most_attempts is not None and letter.attempt >= most_attempts:
        return f"failed {letter.attempt} times (--force sends it all the same)"
    return _of_processor(letter) if letter.stage == "processor" else _of_sink(letter)


def _of_processor(letter: DeadLetter) -> tuple[Article, bytes] | str:
    value = decode_article(letter.payload, stage="processor", origin=letter.origin, now=letter.at)
    if isinstance(value, DeadLetter):
        return f"still cannot be read: {value.error}"
    return value, letter.payload


def _of_sink(letter: DeadLetter) -> tuple[Article, bytes] | str:
    value = decode_enriched(letter.payload, stage="sink", origin=letter.origin, now=letter.at)
    if isinstance(value, DeadLetter):
        return f"died in the sink, and holds no enriched article: {value.error}"
    try:
        return value.article, encode(value.article)
    except (UnicodeEncodeError, OverflowError, msgspec.MsgspecError) as error:
        return f"died in the sink, and its article still cannot be written: {error}"


def _letters(
    conn: sqlite3.Connection, ids: Sequence[str] | None
) -> list[tuple[str, StoredDead | None]]:
    if ids is not None:
        return [(name, get_dead(conn, name)) for name in ids]
    found: list[StoredDead] = []
    while page := list_dead(
        conn, limit=_PAGE, before=found[-1].cursor if found else None, state="waiting"
    ):
        found += page
    return [(one.letter.id, one) for one in found]
