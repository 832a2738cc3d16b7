"""Values to bytes and back. Every message says its layout's version in `v`.

Decoding is total: damaged bytes, a wrong shape or an unknown `v` give a `DeadLetter` that holds
the bytes untouched.
"""

from typing import Any, TypeVar

import msgspec

from tocsin.identity import dead_letter_id
from tocsin.model import Alert, Article, DeadLetter, EnrichedArticle, Origin
from tocsin.model.dead_letter import Stage

Message = Alert | Article | EnrichedArticle
T = TypeVar("T", Alert, Article, EnrichedArticle)


class _Header(msgspec.Struct):
    v: int


_ENCODER = msgspec.json.Encoder()
_HEADER = msgspec.json.Decoder(_Header)
_ARTICLE = {1: msgspec.json.Decoder(Article)}
_ENRICHED = {1: msgspec.json.Decoder(EnrichedArticle)}
_ALERT = {1: msgspec.json.Decoder(Alert)}
_DEAD = {1: msgspec.json.Decoder(DeadLetter)}


def encode(value: Message | DeadLetter) -> bytes:
    """Canonical JSON in UTF-8; the payload of a dead letter travels in base64."""
    return _ENCODER.encode(value)


def decode_article(raw: bytes, *, stage: Stage, origin: Origin, now: int) -> Article | DeadLetter:
    """An article, or the dead letter of what is none."""
    return _decode(_ARTICLE, raw, stage=stage, origin=origin, now=now)


def decode_enriched(
    raw: bytes, *, stage: Stage, origin: Origin, now: int
) -> EnrichedArticle | DeadLetter:
    """An enriched article, or the dead letter of what is none."""
    return _decode(_ENRICHED, raw, stage=stage, origin=origin, now=now)


def decode_alert(raw: bytes, *, stage: Stage, origin: Origin, now: int) -> Alert | DeadLetter:
    """An alert, or the dead letter of what is none."""
    return _decode(_ALERT, raw, stage=stage, origin=origin, now=now)


def decode_dead(raw: bytes) -> DeadLetter:
    """A dead letter that this program wrote; raises `msgspec.DecodeError` for anything else."""
    return _DEAD[1].decode(raw)


def dead_letter(
    raw: bytes, error: str, *, stage: Stage, origin: Origin, now: int, key: str = ""
) -> DeadLetter:
    """The dead letter of `raw`, which failed with `error` in `stage`."""
    letter_id = dead_letter_id(stage, raw)
    return DeadLetter(
        id=letter_id, stage=stage, error=error, origin=origin, at=now, payload=raw, key=key
    )


def _decode(
    decoders: dict[int, "msgspec.json.Decoder[Any]"],
    raw: bytes,
    *,
    stage: Stage,
    origin: Origin,
    now: int,
) -> Any:
    try:
        version = _HEADER.decode(raw).v
        if version in decoders:
            return decoders[version].decode(raw)
        error = f"unknown version v={version}; this program reads v={max(decoders)}"
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        error = f"not a message: {problem}"
    return dead_letter(raw, error, stage=stage, origin=origin, now=now)
