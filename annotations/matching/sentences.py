"""Sentence starts in a text, in many languages, by sentencex."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sentencex import get_sentence_boundaries

#: sentencex takes these for the end of a sentence now and then.
HONORIFIC = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Sen|Rep|Gov|Sr|Sra|Jr|vs|No|art)\.$")


def sentence_cuts(text: str, ranges: Iterable[tuple[int, int]], language: str = "en") -> list[int]:
    """Code points of `text` at which sentences begin, within each of its `ranges` (blocks) by itself."""
    return [start + cut for start, end in ranges for cut in sentence_starts(text[start:end], language or "en")]


def sentence_starts(text: str, language: str = "en") -> list[int]:
    """Code-point offsets at which sentences of `text` begin, the first included.

    Pieces are joined where the next one starts in lower case or the last ends in an honorific.
    """
    starts: list[int] = []
    for boundary in get_sentence_boundaries(language.split("-")[0] or "en", text):
        start = boundary["start_index"]
        piece = text[start : boundary["end_index"]]
        start += len(piece) - len(piece.lstrip())
        if start >= len(text):
            continue
        before = text[:start].rstrip()
        if starts and (text[start].islower() or HONORIFIC.search(before[-12:])):
            continue
        starts.append(start)
    return starts
