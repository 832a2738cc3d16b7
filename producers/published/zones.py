"""Time zones as they are written behind a time."""

import re

# RFC 822 section 5.1 and RFC 2822 section 4.3, with the abbreviations of Europe and others that
# feeds write. Ambiguous ones (IST, BST of Bangladesh) mean what they mean in Europe, or are out.
# Minutes east of UTC.
OFFSETS = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 60, "bst": 60,
    "cet": 60, "met": 60, "mez": 60, "cest": 120, "mest": 120, "mesz": 120, "eet": 120,
    "eest": 180, "msk": 180, "trt": 180,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480,
    "pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "ast": -240, "adt": -180,
    "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "pht": 480, "wib": 420, "pkt": 300,
    "aest": 600, "aedt": 660, "acst": 570, "awst": 480, "nzst": 720, "nzdt": 780, "sast": 120,
}  # fmt: skip

_NUMERIC = re.compile(r"(?:GMT|UTC|UT)?\s?([+-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)


def offset_of(zone: str) -> int | None:
    """Minutes east of UTC of `+0100`, `+01:00`, `GMT+1`, `CEST`, `Z`; None when unknown."""
    zone = zone.strip().strip("()")
    if zone.lower() in OFFSETS:
        return OFFSETS[zone.lower()]
    found = _NUMERIC.fullmatch(zone)
    if not found:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    # No place on earth is further off; `-0000` (RFC 2822) says: in UTC, place unknown.
    return (-minutes if found[1] == "-" else minutes) if minutes <= 15 * 60 else None
