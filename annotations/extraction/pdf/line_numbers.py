"""Numbers of lines in a margin, as drafts, bills and papers of courts have them: they are no words of the text."""

from __future__ import annotations

import re
from itertools import pairwise

from annotations.extraction.pdf.lines import TextLine

NUMBER = re.compile(r"\d{1,4}")
#: Numbers that make a margin of them; fewer may be a list's.
FEWEST = 5
#: How far apart numbers are, and of the rows from the first to the last the share that they then count.
STEPS = {1: 0.9, 2: 0.4, 5: 0.15, 10: 0.07}
#: Points by which the edges of numbers in one margin differ.
ALIGNED = 4.0
#: Words that most lines of a text have; cells of a table have fewer.
WORDS = 4


def without_line_numbers(lines: list[TextLine]) -> list[TextLine]:
    """The lines of a page without those that are a margin's numbers."""
    numbers = [line for line in lines if NUMBER.fullmatch(line.text)]
    text = [line for line in lines if line not in numbers]
    if len(numbers) < FEWEST or not text or sum(len(line.text.split()) >= WORDS for line in text) < len(text) / 2:
        return lines
    for margin in sorted((_aligned(numbers, edge) for edge in ("right", "left")), key=len, reverse=True):
        if _is_margin(margin, text) and _counts(margin, text):
            gone = {id(line) for line in margin}
            kept = [line for line in lines if id(line) not in gone]
            for line in kept:
                line.is_part = sum(other.row == line.row for other in kept) > 1
            return kept
    return lines


def _aligned(numbers: list[TextLine], edge: str) -> list[TextLine]:
    """Those whose edge is where most have it, from the top of the page down."""
    places = sorted(getattr(line, edge) for line in numbers)
    usual = places[len(places) // 2]
    return sorted((line for line in numbers if abs(getattr(line, edge) - usual) <= ALIGNED), key=lambda line: -line.top)


def _is_margin(margin: list[TextLine], text: list[TextLine]) -> bool:
    left, right = min(line.left for line in margin), max(line.right for line in margin)
    beside = [line for line in text if margin[-1].bottom <= line.top and line.bottom <= margin[0].top]
    return all(line.left >= right for line in beside) or all(line.right <= left for line in beside)


def _counts(margin: list[TextLine], text: list[TextLine]) -> bool:
    """Whether they count the rows: by one, or every fifth of them."""
    values = [int(line.text) for line in margin]
    steps = {after - before for before, after in pairwise(values)}
    if len(margin) < FEWEST or len(steps) != 1 or (step := steps.pop()) not in STEPS:
        return False
    beside = [line for line in text if margin[-1].bottom <= line.top and line.bottom <= margin[0].top]
    rows = len({round((line.top + line.bottom) / 2 / max(1.0, line.height * 0.6)) for line in beside})
    return len(margin) >= STEPS[step] * rows
