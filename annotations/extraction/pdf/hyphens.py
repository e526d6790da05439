"""Hyphens at the ends of lines: which belong to the word and which only part its syllables.

Both readings are found when quoted words are looked for (annotations/anchoring/quotes.py); here the true one is chosen
to be shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

#: Stands for a hyphen at a line's end until the line is joined with the next.
HYPHEN = "\x02"
ENDS = (HYPHEN, "-", "\u2010")
#: Signs of Chinese and Japanese, which no space parts.
UNPARTED = re.compile("[\u3001-\u30ff\u3400-\u9fff\uff00-\uffef]")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LAST_WORD = re.compile(r"[\w.:-]*[\w.]$")
#: What joins two words of which the first one's end is left out.
AND = re.compile(r"(?:und|oder|bzw\.?|sowie|et|ou|y|o|e|and|or|to|en|of|och|og|i)\s")
OPEN_NUMBER, THOUSANDS = re.compile(r"\d[,.’]$"), re.compile(r"\d{3}(?!\d)")
RANGE = re.compile(r"\d–$")
FIRST_WORD = re.compile(r"[\w-]+")
#: Parts that are no syllables: where a line ends with one of them, the hyphen is one of the word.
PREFIXES = frozenset({"non", "self"})
#: Languages that write a word of two in one: a hyphen at its joint is the line's.
COMPOUNDING = {"de", "nl", "sv", "no", "nb", "nn", "da", "fi", "hu"}
#: Letters of a part that may be that of a broken word.
LEAST_BROKEN = 4
AGAIN = re.compile(r"-\w")
#: Letters by which the language is guessed.
GUESSED_BY = 4_000


class Words:
    """The words of a document, by which its broken words are told."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.sample = ""
        self.known: set[str] = set()
        for line in lines:
            whole = line.rpartition(" ")[0] if line.endswith(ENDS) else line
            self.known |= {word.casefold() for word in WORD.findall(whole)}
            if len(self.sample) < GUESSED_BY:
                self.sample += f" {whole}"

    def joined(self, lines: list[str]) -> str:
        """`lines` as one text."""
        text = ""
        for line in lines:
            text = self._join(text, line) if text else line
        return text.replace(HYPHEN, "-").strip()

    def _join(self, text: str, line: str) -> str:
        if not text.endswith(ENDS):
            text = text.rstrip()
            unparted = UNPARTED.match(text[-1:]) and UNPARTED.match(line)
            return f"{text}{line}" if unparted or _is_one_number(text, line) else f"{text} {line}"
        bare = text[:-1]
        if AND.match(line) and bare[-1:].isalpha():
            return f"{bare}- {line}"  # Haupt- und Nebenhafen
        left, right = LAST_WORD.search(bare), FIRST_WORD.match(line.removeprefix("-"))
        if left is None or right is None:  # a dash, or the sign of a number
            return f"{bare}- {line}"
        if AGAIN.match(line):
            return f"{bare}{line}"  # biało-/-czerwonej: some languages write the hyphen on both lines
        return f"{bare}-{line}" if self._keeps(left.group(), right.group()) else f"{bare}{line}"

    def _keeps(self, left: str, right: str) -> bool:
        """Whether the hyphen between two parts of a word is one of the word."""
        if not (left[-1].isalpha() and right[0].isalpha()) or right[0].isupper():
            return True  # 2019-2020, COVID-19, Aix-Marseille
        first, last = left.casefold(), right.casefold()
        if "-" in left or "-" in right:
            return self._keeps_another(first, last)
        if first in PREFIXES or f"{first}-{last}" in self.known:
            return True
        if first + last in self.known:
            return False
        words = _dictionary(_language(self.sample))
        if words is None or first + last in words or _language(self.sample) in COMPOUNDING:
            return False
        return first in words and last in words

    def _keeps_another(self, first: str, last: str) -> bool:
        """The same of a word that has a hyphen elsewhere: state-of-the-/art, and not Euro-Mediter-/ranean."""
        words = _dictionary(_language(self.sample))
        before, after = first.rpartition("-")[2], last.partition("-")[0]
        if len(before) < LEAST_BROKEN:
            return True  # a-t-/elle
        return before + after not in self.known and (words is None or before + after not in words)


def _is_one_number(text: str, line: str) -> bool:
    """Whether a line ends within a number or between two: 1,842,/000 and 2019–/2020."""
    return (OPEN_NUMBER.search(text) is not None and THOUSANDS.match(line) is not None) or (
        RANGE.search(text) is not None and line[:1].isdigit()
    )


@lru_cache(maxsize=4)
def _language(sample: str) -> str:
    import py3langid

    return str(py3langid.classify(sample[:GUESSED_BY])[0])


@lru_cache(maxsize=2)
def _dictionary(language: str) -> Any:
    """The words of a language (a container), None where there is no list of them."""
    from spellchecker import SpellChecker

    return SpellChecker(language=language, distance=1) if language in SpellChecker.languages() else None
