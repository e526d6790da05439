"""The lines of a PDF's pages put in reading order and joined into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from annotations.extraction.pdf.hyphens import HYPHEN, Words
from annotations.extraction.pdf.line_numbers import without_line_numbers
from annotations.extraction.pdf.lines import TextLine
from annotations.extraction.pdf.right_to_left import runs_rtl

#: Of the page's height, at its top and bottom: where running heads and feet stand.
MARGIN = 0.12
#: Letters of a running head or foot.
LONGEST_FURNITURE = 100
#: Of the height of a line: a wider gap above ends a paragraph, a head or a foot.
WIDE = 0.9
#: Times the height of the next line: letters of another size.
OTHER_SIZE = 1.25
#: Letters of a heading.
LONGEST_HEADING = 200
#: Lines on either side that make a column, and words that most of them have: cells of a table have fewer.
COLUMN_LINES = 4
COLUMN_WORDS = 3
#: Of the widest line: a wider one stands across columns.
ACROSS = 0.6
#: Of the usual height of a page's lines: those of notes are lower. They begin with a mark.
SMALLER = 0.87
MARKED = re.compile(r"^(?:\d{1,3}|[*†‡§¹²³⁰⁴-⁹]{1,3})[\s.)]")
ENDS = (".", "!", "?", ":", "”", '"', "؟", "。", "।")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
NUMBER = re.compile(r"\d")
#: The number of a page at either end of a line: a whole number, perhaps of so many.
COUNTED = re.compile(
    r"^\W{0,3}\d{1,4}(\s*(/|of|von|de|sur|di|av|z|из|з)\s*\d{1,4})?(?![\d.,]*\d)(?=\W|$)"
    r"|(?<![\d.,])\d{1,4}(\s*(/|of|von|de|sur|di|av|z|из|з)\s*\d{1,4})?\W{0,3}$"
)
NUMBER_ALONE = re.compile(r"[\d.,%+-]+")
DIGITS = re.compile(r"\d{1,4}")
PAGE_NUMBER = "#"


@dataclass(frozen=True)
class PageLines:
    number: int
    height: float
    lines: list[TextLine]


@dataclass(frozen=True)
class Paragraph:
    text: str
    page: int
    #: Times the usual height of the document's letters, where it is a heading; 0 for any other.
    size: float = 0.0


def paragraphs_of(pages: list[PageLines]) -> list[Paragraph]:
    """The paragraphs of all pages; notes, and running heads and feet, each once, come last: they cut nothing in two."""
    furniture = _furniture(pages)
    words = Words([line.text for page in pages for line in page.lines])
    usual = _usual_height(pages)
    body: list[Paragraph] = []
    notes: list[Paragraph] = []
    aside: dict[str, Paragraph] = {}
    for page in pages:
        kept = []
        for line in without_line_numbers(page.lines):
            if id(line) in furniture:
                if not furniture[id(line)]:
                    aside.setdefault(_shape(line.text), Paragraph(words.joined([line.text]), page.number))
            else:
                kept.append(line)
        text, below = _without_notes(kept)
        for lines in _paragraphs(in_order(text)):
            said = _said(lines, words)
            size = min(line.height for line in lines) / usual if len(said) <= LONGEST_HEADING else 0.0
            body.append(Paragraph(said, page.number, size if size >= OTHER_SIZE and not lines[0].is_part else 0.0))
        notes += [Paragraph(words.joined(note), page.number) for note in _notes(below)]
    return [*body, *notes, *aside.values()]


# Notes, running heads and feet


def _notes(lines: list[TextLine]) -> list[list[str]]:
    """The lines of each note, which begins with its mark."""
    found: list[list[str]] = []
    for line in lines:
        if MARKED.match(line.text) or not found:
            found.append([])
        found[-1].append(line.text)
    return found


def _without_notes(lines: list[TextLine]) -> tuple[list[TextLine], list[TextLine]]:
    """A page's lines, and the notes at its foot: the last lines, in clearly smaller letters, begun by a mark."""
    if len(lines) < 2:
        return lines, []
    usual = sorted(line.height for line in lines)[int(0.6 * len(lines))]  # notes may be half of a page's lines
    at = len(lines)
    while at and lines[at - 1].height < SMALLER * usual:
        at -= 1
    while at < len(lines) and not MARKED.match(lines[at].text):
        at += 1
    lowest = min((line.bottom for line in lines[:at]), default=0.0)
    return (lines[:at], lines[at:]) if at and all(line.top <= lowest + 1 for line in lines[at:]) else (lines, [])


def _furniture(pages: list[PageLines]) -> dict[int, bool]:
    """Lines (by id) in the margins that repeat on other pages, or stand far from the page's words; whether each is
    nothing but the number of its page.
    """
    found: dict[int, bool] = {}
    edges = [(page, edge, _signs(edge[0], page)) for page in pages for edge in _edges(page)]
    # Of a sign twice on one page, only that page has it.
    pages_with = Counter(sign for _, sign in {(page.number, sign) for page, _, signs in edges for sign in signs})
    for page, (line, is_top, gap), signs in edges:
        repeated = any(pages_with[sign] > 1 for sign in signs)
        apart = gap > 2 * line.height and not (is_top and page.number == 1) and len(pages) > 1 and len(edges) > 1
        if repeated or apart:
            found[id(line)] = repeated and _shape(line.text) == PAGE_NUMBER
    return found


def _signs(line: TextLine, page: PageLines) -> set[tuple[str, int | None]]:
    """What a running line has in common with those of other pages: its words, and how far the page's number in it is
    from the place of the page. Numbers alone may be anything else, as those of a table's last row.
    """
    shape = _shape(line.text)
    numbers = {int(number) for found in COUNTED.finditer(line.text) for number in DIGITS.findall(found[0])[:1]}
    same = set() if shape.strip("# ") == "" else {(line.text.casefold(), None)}
    return same | {(shape, number - page.number) for number in numbers}


def _edges(page: PageLines) -> list[tuple[TextLine, bool, float]]:
    """The first and the last line of the page where they stand in its margins: (line, is first, gap to the next)."""
    rows = sorted(page.lines, key=lambda line: -line.top)
    if len(rows) < 2:
        return []
    lowest = min(line.bottom for line in rows)
    if lowest < 0 or max(line.top for line in rows) > page.height:
        return []  # turned or odd: where its margins are is not known
    found = []
    for is_top in (True, False):
        order = rows if is_top else sorted(rows, key=lambda line: line.bottom)
        edge = [line for line in order if abs(line.bottom - order[0].bottom) < line.height / 2]
        rest = [line for line in order if line not in edge]
        if not rest:
            continue
        gap = order[0].bottom - rest[0].top if is_top else rest[0].bottom - order[0].top
        near = page.height - order[0].top if is_top else order[0].bottom
        is_short = len(" ".join(line.text for line in edge)) <= LONGEST_FURNITURE
        is_of_table = sum(NUMBER_ALONE.fullmatch(line.text.strip()) is not None for line in edge) > 1
        if near < MARGIN * page.height and is_short and not is_of_table:
            found += [(line, is_top, gap) for line in edge]
    return found


def _shape(text: str) -> str:
    """A running line without the number of its page; PAGE_NUMBER for one that is nothing else."""
    return COUNTED.sub(PAGE_NUMBER, text.casefold()).strip()


# Columns


def in_order(lines: list[TextLine]) -> list[TextLine]:
    """`lines` as they are read: column by column where there are columns, as they were written otherwise."""
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    from_right = sum(runs_rtl(line.text) for line in lines) * 2 > len(lines)
    ordered: list[TextLine] = []
    band: list[TextLine] = []
    for line in [*sorted(lines, key=lambda line: -line.top), None]:
        if line is not None and not line.left < gutter < line.right:
            band.append(line)
            continue
        sides = [one for one in band if one.right <= gutter], [one for one in band if one.left >= gutter]
        for side in sides[::-1] if from_right else sides:
            ordered += in_order(side)
        band = []
        if line is not None:
            ordered.append(line)
    for line in ordered:
        line.is_part = False
    return ordered


def _gutter(lines: list[TextLine]) -> float | None:
    """Where a gap runs down between two columns of prose; None where there are none."""
    if len(lines) < 2 * COLUMN_LINES:
        return None
    width = max(line.right for line in lines) - min(line.left for line in lines)
    narrow = sorted((line for line in lines if line.right - line.left < ACROSS * width), key=lambda line: line.left)
    best: tuple[float, float] | None = None
    reached = narrow[0].right if narrow else 0.0
    for line in narrow[1:]:
        if line.left - reached > 0.5 * line.height and _two_columns(narrow, (reached + line.left) / 2):
            best = max(best or (0.0, 0.0), (line.left - reached, (reached + line.left) / 2))
        reached = max(reached, line.right)
    return best[1] if best else None


def _two_columns(lines: list[TextLine], at: float) -> bool:
    sides = [[line for line in lines if line.right <= at], [line for line in lines if line.left >= at]]
    return all(_is_prose(side) for side in sides)


def _is_prose(lines: list[TextLine]) -> bool:
    """Whether most lines have words enough to be lines of a column; cells have one or two, and numbers."""
    if len({line.row for line in lines}) < COLUMN_LINES:
        return False
    worded = [line for line in lines if len(WORD.findall(line.text)) >= COLUMN_WORDS]
    return len(worded) * 2 > len(lines)


# Paragraphs


def _usual_height(pages: list[PageLines]) -> float:
    """That of most letters."""
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            letters[round(line.height, 1)] += len(line.text)
    return max(letters.most_common(1)[0][0] if letters else 0.0, 0.1)


def _paragraphs(lines: list[TextLine]) -> list[list[TextLine]]:
    """The lines of each paragraph; the rows of a table stay apart."""
    found: list[list[TextLine]] = []
    longest = max((len(line.text) for line in lines), default=0)
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before is None or (not _in_one_row(before, line) and _parts(before, line, longest)):
            found.append([])
        found[-1].append(line)
    return found


def _said(lines: list[TextLine], words: Words) -> str:
    """The words of a paragraph; parts of one row are one line."""
    told: list[str] = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before is not None and _in_one_row(before, line):
            told[-1] += " " + line.text
        else:
            told.append(line.text)
    return words.joined(told)


def _in_one_row(before: TextLine, line: TextLine) -> bool:
    return line.is_part and before.is_part and line.row == before.row


def _parts(before: TextLine, line: TextLine, longest: int) -> bool:
    """Whether a paragraph ends between two lines."""
    if before.text.endswith((HYPHEN, "-")) and (not is_row(before) or _is_range(before, line)):
        return False
    if is_row(before) or is_row(line):
        return True
    if max(before.height, line.height) > OTHER_SIZE * min(before.height, line.height):
        return True  # a heading
    gap = before.bottom - line.top
    if line.top < before.top and gap > WIDE * min(before.height, line.height):
        return True
    return len(before.text) < 0.8 * longest and before.text.endswith(ENDS)


def _is_range(before: TextLine, line: TextLine) -> bool:
    """ "2020-/2021" in a narrow column, whose lines look like rows for their digits."""
    return not before.is_part and before.text[-2:-1].isdigit() and line.text[:1].isdigit()


def is_row(line: TextLine) -> bool:
    """Whether a line is the row of a table: parts of it stand far apart, or it is mostly numbers."""
    if line.is_part:
        return True
    digits = len(NUMBER.findall(line.text))
    letters = sum(1 for letter in line.text if letter.isalnum())
    return digits * 5 > letters * 2 and len(line.text.split()) > 1
