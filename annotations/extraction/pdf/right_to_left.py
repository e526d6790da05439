"""Lines of a PDF's page that run from right to left.

Programs write such letters in whichever order, and PDFium turns some of them once more; so they are put in order by
their places alone.
"""

from __future__ import annotations

import re
import statistics
import unicodedata

from annotations.extraction.pdf.lines import GUESSED, Letter, TextLine, lines_of

#: Of a letter's usual width: a wider gap parts words.
GAP = 0.26
#: The same where blanks are written between the words of a line: other gaps are between letters that don't join.
GAP_IN_WORD = 0.6
#: The same for what is no word of the same line: a column, a cell.
PART = 2.5
#: Of the letters of a line that runs from right to left.
RIGHT_SHARE = 0.3
FURTHER_ROWS = 100_000
#: Of the lower of two lines: as much on one height is one line.
SAME = 0.4
#: Signs within a number.
IN_NUMBERS = ".,:/-٬٫"
#: Signs before and after a phrase in Latin letters that belong to the line around it.
OPENS, ENDS = re.compile(r"[(\[«]+"), re.compile(r"[)\]».,;:!?]+$")


def lines_by_direction(letters: list[Letter]) -> list[TextLine]:
    """The lines of a page; of those that run from right to left each letter is put in order."""
    if not any(is_rtl(letter.text) for letter in letters):
        return lines_of(letters)
    from_right = {id(letter) for line in _lines(letters) if _runs_from_right(line) for letter in line}
    words = _as_written(letters)
    turned = lines_from_right([letter for letter in letters if id(letter) in from_right], words)
    if _runs_from_right(letters):
        others = _lines([letter for letter in letters if id(letter) not in from_right])
        further = lines_from_right([one for line in others for one in line], words)
        return sorted([*turned, *further], key=lambda one: -one.top)
    found = lines_of([letter for letter in letters if id(letter) not in from_right])
    for line in turned:
        line.row += FURTHER_ROWS
        at = next((n for n, other in enumerate(found) if other.top < line.bottom + 1), len(found))
        found.insert(at, line)
    return found


def _runs_from_right(letters: list[Letter]) -> bool:
    """Whether the letters of a line, or of a page, are mostly of a script that runs from right to left.

    A name or a title in Latin letters is often longer than the words around it.
    """
    right = sum(is_rtl(letter.text) for letter in letters)
    left = sum(letter.text[0].isalpha() and not is_rtl(letter.text) for letter in letters)
    return right > 0 and right >= RIGHT_SHARE * (right + left)


def runs_rtl(words: str) -> bool:
    return sum(is_rtl(c) for c in words) * 2 > sum(c.isalpha() for c in words)


def is_rtl(text: str) -> bool:
    return unicodedata.bidirectional(text[0]) in ("R", "AL")


def _as_written(letters: list[Letter]) -> dict[int, int]:
    """{id of a letter: number of its word}, where blanks part words in the order in which the page was written."""
    count = 0
    words = {}
    for letter in letters:
        count += letter.text == " "
        words[id(letter)] = count
    return words


def lines_from_right(letters: list[Letter], words: dict[int, int] | None = None) -> list[TextLine]:
    """The lines from the top down, each as it is read; what stands far apart on one height is parts of one row.

    `words` as `_as_written` gives them.
    """
    words = words or {}
    found = []
    for row, line in enumerate(_lines(letters)):
        width = statistics.median(max(letter.right - letter.left, 1) for letter in line)
        is_arabic = any(unicodedata.bidirectional(letter.text[0]) == "AL" for letter in line)
        parts = _words(line, PART * width)
        has_blanks = len({words.get(id(letter)) for letter in line}) > 1
        gap = (GAP_IN_WORD if has_blanks else GAP) * width
        for part in parts:
            found.append(TextLine(
                text=_text([_in_order(word, is_arabic=is_arabic) for word in _words(part, gap, words)]),
                left=min(letter.left for letter in part),
                right=max(letter.right for letter in part),
                bottom=min(letter.bottom for letter in part),
                top=max(letter.top for letter in part),
                row=row,
                is_part=len(parts) > 1,
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


def _words(line: list[Letter], gap: float, written: dict[int, int] | None = None) -> list[list[Letter]]:
    """From right to left, parted where there is room between them, or where other words are `written`."""
    written = written or {}
    words: list[list[Letter]] = []
    reached: float | None = None
    for letter in sorted(line, key=lambda one: -(one.left + one.right)):
        is_other = bool(words) and written.get(id(words[-1][-1])) != written.get(id(letter))
        if reached is None or reached - letter.right > gap or is_other:
            words.append([])
            reached = letter.left
        words[-1].append(letter)
        reached = min(reached, letter.left)
    return words


def _in_order(word: list[Letter], *, is_arabic: bool) -> str:
    """The letters of a word; those of numbers and of other scripts the other way round.

    Signs of percent and money stand with a number as in a Latin text, but for Arabic, where they follow its letters'
    direction (https://www.unicode.org/reports/tr9/, W2 and W5): "14%" is drawn with its sign at the left.
    """
    text = run = ""
    for number, letter in enumerate(word):
        sign = unicodedata.bidirectional(letter.text[0]) == "ET" and not is_arabic
        beside = number + 1 < len(word) and word[number + 1].text[0].isdecimal()
        # Between two Arabic numbers a hyphen runs as the words do: 2020-2021 is drawn as 2021-2020.
        parts = is_arabic and letter.text == "-" and beside and run.isdecimal()
        within = bool(run) and letter.text in IN_NUMBERS and not parts
        if not is_rtl(letter.text) and (letter.text[0].isalnum() or within or (sign and (run or beside))):
            run = letter.text + run
        else:
            text, run = text + _ended(run) + letter.text, ""
    return text + _ended(run)


def _text(words: list[str]) -> str:
    """With brackets that open and close in turn, where those beside a number were drawn as in a Latin text."""
    text = " ".join(_turned(words))
    for pair in ("()", "[]"):
        places = [at for at, c in enumerate(text) if c in pair]
        if len(places) % 2 == 0 and text.count(pair[0]) != text.count(pair[1]):
            turn = dict(zip(places, pair * (len(places) // 2), strict=True))
            text = "".join(turn.get(at, c) for at, c in enumerate(text))
    return text


def _ended(run: str) -> str:
    """A run of Latin letters or digits with the point that ends its sentence, which stands at its left, behind it."""
    bare = run.lstrip(IN_NUMBERS)
    return bare + run[: len(run) - len(bare)][::-1]


def _turned(words: list[str]) -> list[str]:
    """Words in the order of reading: several in Latin letters, and a number after them, run from left to right."""
    found: list[str] = []
    run: list[str] = []
    for word in [*words, ""]:
        if word and not any(is_rtl(c) for c in word) and any(c.isalnum() for c in word):
            run.append(word)
            continue
        found += _phrase(run)
        run = []
        found += [word] if word else []
    return found


def _phrase(run: list[str]) -> list[str]:
    """Words from right to left as they are read; what opens and ends the phrase runs as the line around it."""
    if not any(c.isalpha() for word in run for c in word):
        return run  # numbers alone follow one another from right to left
    opened, ended = OPENS.match(run[0]), ENDS.search(run[-1])
    opening, ending = opened.group() if opened else "", ended.group() if ended else ""
    words = [*run]
    words[0] = words[0].removeprefix(opening)
    words[-1] = words[-1].removesuffix(ending)
    *rest, last = words
    turned = [last, *reversed(rest)]
    return [opening + turned[0], *turned[1:-1], turned[-1] + ending] if rest else [opening + last + ending]
