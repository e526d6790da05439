"""Quoted words back to their place in a text."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from annotations.anchoring.fold import Folded, fold

#: Code points on each side that are looked through: near it first, then far.
REACHES = (20_000, 300_000)
#: Longer texts are searched to the letter: folding takes a second a million characters, while rows are held.
MOST_FOLDED = 1_000_000
#: What a person may leave out or write otherwise: a hyphen between letters, which a line's end may have made, and the
#: mark of a note; the end of a line between signs of Chinese and Japanese. Never a digit that counts: 10⁶ and m² are
#: no notes.
LEFT_OUT = re.compile(
    r"(?<=[^\W\d_])-(?=[^\W\d_])"
    r"|(?<=[^\W_][^\W_])(?<!\b10)(?<!\b[kcdm]m)[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![⁰¹²³⁴⁵⁶⁷⁸⁹\w])"
    r"| ?\[\d{1,3}\]"
    r"|(?<=[\u3001-\u30ff\u3400-\u9fff]) (?=[\u3001-\u30ff\u3400-\u9fff])"
)
#: What separates the values of a table in its file.
SEPARATORS = ";\t|,"

DECIMAL = re.compile(r"[-+]?\d+,\d+")


@dataclass(frozen=True)
class _Bare:
    """Folded words without what may be left out; `places[i]` is where letter i was."""

    text: str
    places: list[int]

    @classmethod
    def of(cls, folded: str) -> _Bare:
        pieces: list[str] = []
        places: list[int] = []
        done = 0
        for gone in [*LEFT_OUT.finditer(folded), None]:
            start, end = gone.span() if gone else (len(folded), len(folded))
            pieces.append(folded[done:start])
            places += range(done, start)
            done = end
        return cls("".join(pieces), places)


def find_quote(text: str, quote: str) -> tuple[int, int] | None:
    """Where `quote` first stands in `text` (code points); None when nowhere.

    To the letter, else with kinds of quotation marks, dashes and space aside, else with hyphens in words and the marks
    of notes left out, else as the values of a table in its file.
    """
    plain = quote.strip()
    wanted = fold(plain).text.strip()
    if not wanted:
        return None
    if (at := text.find(plain)) >= 0:
        return at, at + len(plain)
    if len(text) > MOST_FOLDED:
        return None
    folded = fold(text)
    if (at := folded.text.find(wanted)) >= 0:
        return folded.original_range(at, at + len(wanted))
    return _find_bare(folded, wanted) or _find_values(text, plain)


def _find_bare(folded: Folded, wanted: str) -> tuple[int, int] | None:
    bare, sought = _Bare.of(folded.text), _Bare.of(wanted).text.strip()
    at = bare.text.find(sought) if sought else -1
    return folded.original_range(bare.places[at], bare.places[at + len(sought) - 1] + 1) if at >= 0 else None


def _find_values(text: str, quote: str) -> tuple[int, int] | None:
    """Values side by side, "2023,14.2", where each is a whole line; never one number with a decimal comma."""
    lines = f"\n{text}\n"
    for separator in SEPARATORS if not DECIMAL.fullmatch(quote) and "\n" not in quote else "":
        row = [value.strip() for value in next(csv.reader([quote], delimiter=separator, skipinitialspace=True), [])]
        values = "\n".join(filter(None, row))
        at = lines.find(f"\n{values}\n") if len(row) > 1 and values else -1
        if at >= 0:
            return at, at + len(values)
    return None


def nearest_quote(text: str, words: str, near: int) -> tuple[int, int] | None:
    """Where `words` stand in `text` closest to code point `near`; None when nowhere.

    Kinds of quotation marks, dashes and white space don't count, letters and digits do.
    """
    wanted = fold(words).text.strip()
    if not wanted:
        return None
    for reach in REACHES:
        begin = max(0, near - reach)
        folded = fold(text[begin : near + reach])
        here = folded.folded_range(0, near - begin)[1] if near > begin else 0
        # The last one up to `near`, the first one after it: one of the two is the closest.
        ends = (folded.text.rfind(wanted, 0, here + len(wanted)), folded.text.find(wanted, here))
        found = [folded.original_range(at, at + len(wanted)) for at in ends if at >= 0]
        if found:
            first, last = min(found, key=lambda place: abs(begin + place[0] - near))
            return begin + first, begin + last
    return None
