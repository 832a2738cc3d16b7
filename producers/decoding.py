"""Bytes to text, whatever they claim to be."""

import codecs
import re

# The byte order marks, longest first: that of UTF-32 begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings that documents are really in. Others that Python knows (punycode, idna, utf-7) are slow
# or can smuggle markup.
_PLAUSIBLE = re.compile(
    r"(?:us-)?ascii|utf-?(?:8|16|32)(?:-?[lb]e)?|iso-?8859-?\d{1,2}(?:-[ei])?|latin-?\d{1,2}|"
    r"(?:windows|cp|ibm)-?\d{3,4}|koi8-[rut]|gb2312|gbk|gb18030|big5(?:-hkscs)?|shift[-_]jis|"
    r"euc-(?:jp|kr|tw)|iso-2022-jp|mac(?:intosh|-roman|-cyrillic)|tis-620"
)
# Browsers read these labels as windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
_AS_1252 = frozenset(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1"))
_XML_DECLARATION = re.compile(rb"<\?xml[^<>]*?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})")
_HTML_CHARSET = re.compile(rb"(?i)<meta[^<>]*?charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})")
_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
HEAD = 4_096


def decode(raw: bytes, *, content_type: str = "") -> str:
    """The text of a document; never raises, what cannot be read becomes U+FFFD.

    Believed in this order: a byte order mark, what the document declares of itself (XML, HTML),
    being valid UTF-8, the charset of `content_type`, Windows-1252.
    """
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw.decode(name, "replace").removeprefix("\ufeff")
    if (wide := _wide(raw)) is not None:
        return raw.decode(wide, "replace")
    for name in (declared(raw), "utf-8", _http_charset(content_type)):
        text = _strictly(raw, name)
        if text is not None:
            return text
    # A document that says UTF-8 and has a few wrong bytes is still UTF-8.
    damaged = "utf-8" if _is_utf8(declared(raw)) or _mostly_utf8(raw) else "cp1252"
    return raw.decode(damaged, "replace")


def declared(raw: bytes) -> str:
    """The encoding that a document's head names, "" when it names none."""
    head = raw[:HEAD]
    found = _XML_DECLARATION.search(head) or _HTML_CHARSET.search(head)
    return found[1].decode("ascii").lower() if found else ""


def _http_charset(content_type: str) -> str:
    found = _HTTP_CHARSET.search(content_type[:500])
    return found[1].lower() if found else ""


def _strictly(raw: bytes, name: str) -> str | None:
    if not _PLAUSIBLE.fullmatch(name):
        return None
    if name in _AS_1252:
        # Most pages that say so are in one of these two; valid UTF-8 is no accident.
        return _strictly(raw, "utf-8") or raw.decode("cp1252", "replace")
    try:
        return raw.decode(name)
    except (UnicodeError, LookupError):
        return None


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark, told by `<` or a brace with a NUL beside it."""
    head = raw[:2]
    if head in (b"<\x00", b"{\x00", b"[\x00"):
        return "utf-16-le"
    return "utf-16-be" if head in (b"\x00<", b"\x00{", b"\x00[") else None


def _is_utf8(name: str) -> bool:
    return name.replace("-", "") == "utf8"


def _mostly_utf8(raw: bytes) -> bool:
    """True when multi-byte characters far outnumber bytes that fit nowhere."""
    text = raw[:200_000].decode("utf-8", "replace")
    wide = sum(1 for char in text if char > "\x7f")
    return wide > 20 * text.count("\ufffd")
