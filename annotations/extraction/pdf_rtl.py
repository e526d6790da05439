"""Lines of a PDF's page that run from right to left.

Programs write such letters in whichever order, and PDFium turns some of them once more; so they are put in order by
their places alone.
"""

from __future__ import annotations

import statistics
import unicodedata

from annotations.extraction.pdf_lines import GUESSED, Letter, TextLine

#: Of a letter's usual width: a wider gap parts words.
GAP = 0.26
#: Of the lower of two lines: as much on one height is one line.
SAME = 0.4
#: Signs within a number.
IN_NUMBERS = ".,:/-%"


def runs_from_right(letters: list[Letter]) -> bool:
    """Whether most letters of a page are of a script that runs from right to left."""
    right = sum(is_rtl(letter.text) for letter in letters)
    return right > sum(letter.text[0].isalpha() and not is_rtl(letter.text) for letter in letters)


def is_rtl(text: str) -> bool:
    return unicodedata.bidirectional(text[0]) in ("R", "AL")


def lines_from_right(letters: list[Letter]) -> list[TextLine]:
    """The lines from the top down, each as it is read."""
    found = []
    for row, line in enumerate(_lines(letters)):
        width = statistics.median(max(letter.right - letter.left, 1) for letter in line)
        found.append(TextLine(
            text=" ".join(_in_order(word) for word in _words(line, GAP * width)),
            left=min(letter.left for letter in line),
            right=max(letter.right for letter in line),
            bottom=min(letter.bottom for letter in line),
            top=max(letter.top for letter in line),
            row=row,
        ))  # fmt: skip
    return found


def _lines(letters: list[Letter]) -> list[list[Letter]]:
    """Letters that can be seen, by the height on which they stand."""
    seen = [letter for letter in letters if letter.text != GUESSED and letter.text.strip() and letter.height > 0]
    lines: list[tuple[float, float, list[Letter]]] = []
    for letter in sorted(seen, key=lambda one: -one.top):
        bottom, top, line = lines[-1] if lines else (0.0, 0.0, [])
        both = min(top, letter.top) - max(bottom, letter.bottom)
        if line and both > SAME * min(top - bottom, letter.height):
            line.append(letter)
            lines[-1] = (min(bottom, letter.bottom), top, line)
        else:
            lines.append((letter.bottom, letter.top, [letter]))
    return [line for _bottom, _top, line in lines]


def _words(line: list[Letter], gap: float) -> list[list[Letter]]:
    """From right to left, parted where there is room between them."""
    words: list[list[Letter]] = []
    reached: float | None = None
    for letter in sorted(line, key=lambda one: -(one.left + one.right)):
        if reached is None or reached - letter.right > gap:
            words.append([])
            reached = letter.left
        words[-1].append(letter)
        reached = min(reached, letter.left)
    return words


def _in_order(word: list[Letter]) -> str:
    """The letters of a word; those of numbers and of other scripts the other way round."""
    text = run = ""
    for letter in word:
        if not is_rtl(letter.text) and (letter.text[0].isalnum() or (run and letter.text in IN_NUMBERS)):
            run = letter.text + run
        else:
            text, run = text + run + letter.text, ""
    return text + run
