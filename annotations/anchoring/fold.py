"""A folded copy of a text for comparing, with the way back to the original's code points.

Folding makes alike what readers take for the same: compatibility forms, kinds of quotation mark, dash and
space. It never touches digits, letters' case or accents, so a changed number stays a changed number.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

QUOTES = dict.fromkeys("‘’‚‛“”„‟«»‹›`´′″", '"') | {"'": '"'}
DASHES = dict.fromkeys("‐‑‒–—―−﹘﹣-", "-")
ALIKE = QUOTES | DASHES


@dataclass(frozen=True)
class Folded:
    """`text` folded; folded code point i stems from the original's `origin[i]`..`ends[i]`.

    Both lists have one more entry, for the end of the text.
    """

    text: str
    origin: list[int]
    ends: list[int]

    def original_range(self, start: int, end: int) -> tuple[int, int]:
        """The original range of folded `start`..`end` (not empty)."""
        return self.origin[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold `text`: NFKC a cluster at a time, one space, one quotation mark, one dash, no format characters."""
    pieces: list[str] = []
    origin: list[int] = []
    ends: list[int] = []
    in_space = True
    for start, cluster in clusters(text):
        if cluster.isspace():
            if not in_space:
                pieces.append(" ")
                origin.append(start)
                ends.append(start + len(cluster))
            in_space = True
            continue
        folded = "".join(
            ALIKE.get(c, c) for c in unicodedata.normalize("NFKC", cluster) if unicodedata.category(c) != "Cf"
        )
        if folded:
            pieces.append(folded)
            origin.extend([start] * len(folded))
            ends.extend([start + len(cluster)] * len(folded))
            in_space = False
    origin.append(len(text))
    ends.append(len(text))
    return Folded("".join(pieces), origin, ends)


def clusters(text: str) -> list[tuple[int, str]]:
    """`text` as (offset, base character with its combining marks)."""
    found: list[tuple[int, str]] = []
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not unicodedata.combining(text[index]):
            found.append((start, text[start:index]))
            start = index
    return [piece for piece in found if piece[1]]
