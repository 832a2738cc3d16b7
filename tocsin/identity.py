"""Names of things: the same thing always gets the same id, whoever computes it, in any process.

All ids are the first 128 bits of a BLAKE2b hash in hex. Nothing here reads a clock or a random
source.
"""

import hashlib
import re
import unicodedata
from urllib.parse import quote, unquote_to_bytes, urlsplit

# Parameters that campaign tools append to links; they never choose the page.
TRACKING_PREFIXES = ("utm_", "at_", "ns_", "mtm_", "pk_", "hsa_", "oly_")
TRACKING_NAMES = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid mc_cid mc_eid _ga _gl cmpid cmp"
    " xtor wt_mc wt.mc_id spm ocid mkt_tok vero_id s_cid ncid".split()
)
DEFAULT_PORTS = {"http": 80, "https": 443}
_SAFE = "!$&'()*+,;=:@/?~-._%"
_SPACES = re.compile(r"\s+")


def article_id(
    *, link: str, feed_id: str = "", guid: str = "", title: str = "", day: str = ""
) -> str:
    """The id of an article, from the best of what its item says of itself.

    The normalised link when there is one; else feed and guid; else feed, normalised title and the
    published day (`YYYY-MM-DD`, "" when unknown).
    """
    if link.strip():
        return digest("link", normalise_link(link))
    if guid.strip():
        return digest("guid", feed_id, guid.strip())
    return digest("title", feed_id, normalise_text(title).casefold(), day)


def normalise_link(link: str) -> str:
    """`//host[:port]/path[?query]`: scheme, host case, default port, fragment and tracking gone.

    A link that is no URL is returned with white space trimmed, so that it still has an identity.
    """
    link = link.strip()
    try:
        parts = urlsplit(link)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return link
    if not host:
        return link
    known = port is None or port == DEFAULT_PORTS.get(parts.scheme.lower())
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracking(pair))
    path = _requote(parts.path) or "/"
    return (
        f"//{_ascii_host(host)}{'' if known else f':{port}'}{path}{'?' if query else ''}"
        f"{_requote(query)}"
    )


def content_hash(title: str, body: str) -> str:
    """Equal for wordings that differ in white space and Unicode composition only."""
    return digest("content", normalise_text(title), normalise_text(body))


def alert_id(rule_id: str, article_id: str) -> str:
    """Without revision and rule version: an edited article never alerts again by itself."""
    return digest("alert", rule_id, article_id)


def intent_id(alert_id: str, destination: str) -> str:
    """The idempotency key of one delivery."""
    return digest("intent", alert_id, destination)


def dead_letter_id(stage: str, payload: bytes) -> str:
    """The same bytes that fail in the same stage are one letter."""
    return digest("dead", stage, hashlib.blake2b(payload, digest_size=16).hexdigest())


def normalise_text(text: str) -> str:
    """NFC, every run of white space one space, none at the ends."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def digest(*parts: str) -> str:
    """128 bits over parts that cannot run into each other (each is prefixed with its length)."""
    hasher = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        hasher.update(len(data).to_bytes(8, "big") + data)
    return hasher.hexdigest()


def _is_tracking(pair: str) -> bool:
    name = pair.split("=", 1)[0].lower()
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)


def _requote(text: str) -> str:
    """One spelling for each escaped octet (RFC 3986, 6.2.2.1); other text stays as it is."""
    pieces = re.split(r"(%[0-9A-Fa-f]{2})", text)
    return "".join(
        _octet(piece) if index % 2 else quote(piece, safe=_SAFE, errors="replace")
        for index, piece in enumerate(pieces)
    )


def _octet(escape: str) -> str:
    char = unquote_to_bytes(escape).decode("latin-1")
    unreserved = char.isascii() and (char.isalnum() or char in "-._~")
    return char if unreserved else escape.upper()


def _ascii_host(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()
