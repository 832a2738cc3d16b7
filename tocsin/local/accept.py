"""Drafts into the pending queue: from here on no article is lost."""

import sqlite3
from collections.abc import Sequence

import msgspec

from producers.admit import admit, identify, seen
from producers.draft import Draft
from producers.seen import Seen
from producers.state import add_pending, known, mark_seen, touch_seen
from sinks.sqlite import put_dead
from tocsin.codec import dead_letter, encode
from tocsin.local.events import Accepted, Died, Event
from tocsin.model import Article, DeadLetter, Origin
from tocsin.topics import ARTICLES, MAX_BYTES

_ORIGIN = Origin(topic=ARTICLES)


def accept(conn: sqlite3.Connection, drafts: Sequence[Draft], *, now: int) -> list[Event]:
    """Write what is new among the drafts as pending, together or not at all.

    Called inside a transaction. The same wording met again only has its mark touched, also when
    it could not be sent: a feed that shows it at every poll makes one dead letter of it.
    """
    memory = known(conn, [identify(draft) for draft in drafts])
    sent: list[tuple[Article, bytes]] = []
    letters: list[DeadLetter] = []
    for draft in drafts:
        name = identify(draft)
        decided = admit(draft, known=memory.get(name), now=now)
        memory[name] = decided if isinstance(decided, Seen) else seen(decided, now=now)
        if isinstance(decided, Article):
            raw = _encoded(decided, now)
            if isinstance(raw, DeadLetter):
                letters.append(raw)
                mark_seen(conn, [seen(decided, now=now)])
            else:
                sent.append((decided, raw))
    touch_seen(conn, memory, now=now)
    add_pending(conn, sent, now=now)
    put_dead(conn, letters)
    accepted = Accepted(article_ids=tuple(article.id for article, _ in sent))
    return [*([accepted] if sent else []), *(Died(letter=letter) for letter in letters)]


def _encoded(article: Article, now: int) -> bytes | DeadLetter:
    try:
        raw = encode(article)
    except (UnicodeEncodeError, msgspec.MsgspecError) as error:
        raw = msgspec.msgpack.encode({"id": article.id, "url": repr(article.url)})
        return _refused(raw, f"cannot be encoded: {error}", article, now)
    if len(raw) > MAX_BYTES[ARTICLES]:
        error = f"too large: {len(raw)} bytes, {MAX_BYTES[ARTICLES]} fit a message"
        return _refused(raw, error, article, now)
    return raw


def _refused(raw: bytes, error: str, article: Article, now: int) -> DeadLetter:
    return dead_letter(raw, error, stage="producer", origin=_ORIGIN, now=now, key=article.id)
