"""Shares with their 95 % intervals."""

import math
from typing import NamedTuple

_Z = 1.959964  # the normal quantile of 97.5 %


class Ratio(NamedTuple):
    """`hits` of `total`."""

    hits: int
    total: int

    def __str__(self) -> str:
        """`0.950 (95/100, 0.888-0.978)`."""
        if not self.total:
            return "-"
        low, high = wilson(self.hits, self.total)
        return f"{self.hits / self.total:.3f} ({self.hits}/{self.total}, {low:.3f}-{high:.3f})"


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % interval of the share `hits / total`; (0, 1) when there is nothing to share."""
    if not total:
        return 0.0, 1.0
    share, square = hits / total, _Z * _Z / total
    middle = (share + square / 2) / (1 + square)
    half = _Z * math.sqrt(share * (1 - share) / total + square / total / 4) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)
