"""Sentence starts in a text, in many languages, by sentencex."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sentencex import get_sentence_boundaries

#: Code points that sentencex is given at once; longer than sentences are.
WINDOW = 2_000
#: Code points before a piece in which the word before it ends.
BEFORE = 40
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
    for start, end in _pieces(text, language.split("-")[0] or "en"):
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        if start >= len(text):
            continue
        before = text[max(0, start - BEFORE) : start].rstrip()
        if starts and (text[start].islower() or HONORIFIC.search(before)):
            continue
        starts.append(start)
    return starts


def _pieces(text: str, language: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each piece as sentencex cuts them, a window of the text at a time.

    Its time grows with the square of what it is given (a hundred thousand quotation marks take a minute). A window
    begins where a sentence does; the last piece in one may go on, so it is cut again with what follows.
    """
    begin = at = 0
    while at < len(text):
        stop = min(at + WINDOW, len(text))
        ends = [at + boundary["end_index"] for boundary in get_sentence_boundaries(language, text[at:stop])]
        whole = [end for end in ends if end < stop] if stop < len(text) else ends
        for end in whole:
            yield begin, end
            begin = end
        # A window without an end is inside one long sentence.
        at = max(whole[-1] if whole else stop, at + 1)
    if begin < len(text):
        yield begin, len(text)
