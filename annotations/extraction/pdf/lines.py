"""The lines of a PDF's page with their places, as its reader sees them.

A PDF has letters at places, no words or lines; PDFium puts them in the order in which they were written. Places here
are in reading direction, in points: `left` to `right` along the line, `bottom` to `top` across it, however turned.
"""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field, replace
from typing import Any

from pypdfium2 import raw

from annotations.extraction.pdf.hyphens import HYPHEN
from annotations.extraction.web.as_read import set_apart

#: What PDFium gives for a hyphen at a line's end.
HYPHENS = ("\x02", "\ufffe", "\u00ad")
#: Of a letter's height: farther apart along the line is another part of it (a column, a cell).
APART = 1.6
#: A raised or lowered letter is smaller than this share of the one before it.
SMALL = 0.85
#: Of a letter's height: less between two letters is no space, whatever PDFium made of a raised letter.
SPACED = 0.1
#: A line's end or a space that PDFium thinks there is.
GUESSED = "\r"
SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Letter:
    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass
class TextLine:
    """A line or a part of one: what stands on one height without a wide gap."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    #: Parts of one line of the page share a row.
    row: int = 0
    #: Whether it is one of several parts, as in a table.
    is_part: bool = field(default=False)

    @property
    def height(self) -> float:
        return self.top - self.bottom


def lines_of(letters: list[Letter]) -> list[TextLine]:
    """The lines in the order in which they were written, parts of one line from left to right as they came."""
    found: list[TextLine] = []
    for run in _runs(letters):
        line = _line(run)
        if not line.text:
            continue
        last = found[-1] if found else None
        same = last is not None and _share(last, line) > 0.5 and line.left >= last.right - 0.5 * line.height
        line.row = last.row if same and last else (last.row + 1 if last else 0)
        if same and last:
            last.is_part = line.is_part = True
        found.append(line)
    return found


def _share(a: TextLine | Letter, b: TextLine | Letter) -> float:
    """How much of the lower of two things stands on the height of the other."""
    both = min(a.top, b.top) - max(a.bottom, b.bottom)
    return both / max(0.1, min(a.top - a.bottom, b.top - b.bottom))


def letters_of(textpage: Any) -> list[Letter]:
    """Each letter with its place in reading direction; a ligature, which PDFium takes apart, is one."""
    box = raw.FS_RECTF()
    at = ctypes.byref(box)
    found: list[Letter] = []
    for number in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, number)
        text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if raw.FPDFText_IsGenerated(textpage, number):
            text = HYPHEN if text in HYPHENS else GUESSED
        raw.FPDFText_GetLooseCharBox(textpage, number, at)
        corners = (box.left, box.right, box.bottom, box.top)
        letter = _turned(text, corners, raw.FPDFText_GetCharAngle(textpage, number))
        if found and _is_ligature(found[-1], letter):
            letter = replace(letter, text=found.pop().text + text)
        found.append(letter)
    return found


def _is_ligature(last: Letter, letter: Letter) -> bool:
    """Whether two letters are parts of one sign: they stand at the very same place."""
    if letter.height <= 0 or any(one.text in (GUESSED, HYPHEN) or one.text.isspace() for one in (last, letter)):
        return False
    return (last.left, last.right, last.bottom, last.top) == (letter.left, letter.right, letter.bottom, letter.top)


def _turned(text: str, box: tuple[float, float, float, float], angle: float) -> Letter:
    """The letter as if its line ran from left to right."""
    left, right, bottom, top = box
    quarter = round(angle / (math.pi / 2)) % 4
    if quarter == 0:
        return Letter(text, left, right, bottom, top)
    if quarter == 3:  # from below to above
        return Letter(text, bottom, top, -right, -left)
    if quarter == 1:
        return Letter(text, -top, -bottom, left, right)
    return Letter(text, -right, -left, -top, -bottom)


def _runs(letters: list[Letter]) -> list[list[Letter]]:
    """Letters that follow each other on one height without a wide gap."""
    runs: list[list[Letter]] = []
    run: list[Letter] = []
    last: Letter | None = None  # that can be seen
    guessed = False
    for letter in letters:
        if letter.text == GUESSED:
            guessed = True
            continue
        if letter.text.isspace() or letter.text == HYPHEN or letter.height <= 0:
            run.append(Letter(HYPHEN if letter.text == HYPHEN else " ", 0, 0, 0, 0))
            continue
        if last is not None and not _follows(last, letter):
            runs.append(run)
            run = []
        elif last is not None and guessed and letter.left - last.right > SPACED * last.height:
            run.append(Letter(" ", 0, 0, 0, 0))
        run.append(letter)
        last, guessed = letter, False
    return [*runs, run] if run else runs


def _follows(last: Letter, letter: Letter) -> bool:
    height = max(last.height, letter.height)
    gap = letter.left - last.right
    return _share(last, letter) > 0.3 and -0.6 * height < gap < APART * height


def _line(letters: list[Letter]) -> TextLine:
    """The words of a run, with what is raised or lowered set apart from what it stands at."""
    seen = [letter for letter in letters if letter.height]
    size = max((letter.height for letter in seen), default=0)
    base = next((letter for letter in seen if letter.height >= SMALL * size), None)
    pieces: list[str] = []
    moved, tag = "", ""
    for letter in [*letters, Letter(" ", 0, 0, 0, 0)]:
        now = _place(letter, base) if letter.height and base else ""
        if moved and now != tag:
            after_word = bool(pieces) and not pieces[-1].isspace()
            if after_word:
                pieces.append(set_apart(moved, tag))
            else:  # the mark of a note stands before it
                is_mark = tag == "sup" and moved.strip().isdecimal()
                pieces.append(f"{set_apart(moved, tag)} " if is_mark else moved)
            moved = ""
        tag = now
        if now:
            moved += letter.text
        else:
            pieces.append(letter.text)
    text = SPACE.sub(" ", "".join(pieces)).strip()
    full = [letter for letter in seen if letter.height >= SMALL * size] or seen
    return TextLine(
        text=text,
        left=min((letter.left for letter in seen), default=0),
        right=max((letter.right for letter in seen), default=0),
        bottom=min((letter.bottom for letter in full), default=0),
        top=max((letter.top for letter in full), default=0),
    )


def _place(letter: Letter, base: Letter) -> str:
    """ "sup" or "sub" for a letter that is smaller and off the line, "" for one on it."""
    if letter.height >= SMALL * base.height:
        return ""
    middle = (letter.bottom + letter.top) / 2 - (base.bottom + base.top) / 2
    if middle > 0.12 * base.height:
        return "sup"
    return "sub" if middle < -0.12 * base.height else ""
