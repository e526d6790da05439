"""Sentences of a text that may hold a claim, with the reason in words; shown only when somebody asks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from annotations.matching.hints import hints
from annotations.models import ArticleVersion
from annotations.wording.documents import HINTS

#: Code points of the text that are looked through: it is done at a view.
REACH = 300_000
#: A longer list helps nobody to choose.
MOST = 200


@dataclass(frozen=True)
class HintLine:
    """A sentence: its code points, its words, its paragraph's number, and why it is hinted at."""

    start: int
    end: int
    words: str
    block: int
    reasons: str


def hint_lines(version: ArticleVersion, language: str) -> list[HintLine]:
    """The first 200 such sentences in the order of the text; headings hold none."""
    blocks: dict[int, int] = {}

    def places() -> Iterator[tuple[int, int]]:
        for number, block in enumerate(version.blocks, 1):
            if block["start"] > REACH:
                return
            if block["kind"] == "heading":
                continue
            low, high = (bisect_left(version.cuts, block[edge]) for edge in ("start", "end"))
            for start, end in pairwise([*version.cuts[low:high], block["end"]]):
                blocks[start] = number
                yield start, end

    found = islice(hints(version.text, places(), language or "en"), MOST)
    return [
        HintLine(h.start, h.end, version.text[h.start : h.end].strip(), blocks[h.start], _said(h.reasons))
        for h in found
    ]


def _said(reasons: tuple[str, ...]) -> str:
    return " · ".join(str(HINTS[reason]) for reason in reasons)
