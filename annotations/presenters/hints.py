"""Sentences of a text that may hold a claim, with the reason in words; shown only when somebody asks."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.matching.hints import REASONS, hints
from annotations.models import ArticleVersion
from annotations.phrases import translated

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
    places, blocks = [], {}
    for number, block in enumerate(version.blocks, 1):
        if block["kind"] == "heading":
            continue
        starts = [cut for cut in version.cuts if block["start"] <= cut < block["end"]]
        for start, end in zip(starts, [*starts[1:], block["end"]], strict=True):
            places.append((start, end))
            blocks[start] = number
    found = hints(version.text, places, language or "en")[:MOST]
    return [
        HintLine(h.start, h.end, version.text[h.start : h.end].strip(), blocks[h.start], _said(h.reasons))
        for h in found
    ]


def _said(reasons: tuple[str, ...]) -> str:
    return " · ".join(translated(REASONS[reason]) for reason in reasons)
