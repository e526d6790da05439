"""A folded text cut into paragraphs, sentences and words. All offsets are folded code points."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise

from annotations.anchoring.fold import Folded


@dataclass(frozen=True)
class Unit:
    start: int
    end: int
    words: str


MARKS = "".join(chr(c) for c in range(0x300, 0x3100) if unicodedata.category(chr(c))[0] == "M")
#: Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Han, kana.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LETTER = f"(?:[^\\W\\d_{UNSPACED}]|[{MARKS}])"
#: A whole number with its separators, one letter of an unspaced script, a word with its apostrophes, or a sign.
TOKEN = re.compile(rf'\d+(?:[.,:٫٬]\d+)*|[{UNSPACED}][{MARKS}]*|{LETTER}+(?:"{LETTER}+)*|\S')
#: A sentence ends at a full stop before a space, not after an initial, or at any other end mark.
INITIAL = rf"(?<!^[^\W\d_])(?<![^\w{MARKS}][^\W\d_])"
# Of a row of full stops only the first two are looked from: from each, the time would grow with the row's square.
SENTENCE_END = re.compile(rf'(?:[!?。؟۔।]+|{INITIAL}(?<!\.\.)\.+(?=["\])»]*(?:\s|$)))["\])」』》]*')


def paragraphs(text: str, folded: Folded) -> list[Unit]:
    """The lines of `text` that are not blank."""
    found, start = [], 0
    for line in text.split("\n"):
        first, last = folded.folded_range(start, start + len(line)) if line else (0, 0)
        found += [unit(folded.text, first, last)]
        start += len(line) + 1
    return [p for p in found if p.words]


def unit(text: str, start: int, end: int) -> Unit:
    """`text[start:end]` without white space at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    return Unit(start, start + len(words), words)


def sentences(paragraph: Unit) -> list[Unit]:
    """A paragraph's sentences, well enough to compare two versions: both are cut by the same rule."""
    cuts = [found.end() for found in SENTENCE_END.finditer(paragraph.words)]
    edges = [0, *cuts, len(paragraph.words)]
    pieces = [unit(paragraph.words, a, b) for a, b in pairwise(edges)]
    return [Unit(paragraph.start + p.start, paragraph.start + p.end, p.words) for p in pieces if p.words]


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Unit]:
    """The words, numbers and signs of `text[start:end]`."""
    stop = len(text) if end is None else end
    return [Unit(found.start(), found.end(), found.group()) for found in TOKEN.finditer(text, start, stop)]


def touching(units: list[Unit], start: int, end: int) -> range:
    """Indexes of the sorted `units` that share a code point with `start`..`end`."""
    first = bisect_left(units, start + 1, key=lambda u: u.end)
    return range(first, bisect_left(units, end, lo=first, key=lambda u: u.start))
