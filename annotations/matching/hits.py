"""Where the words that were looked for stand in a text as it is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotations.matching.words import TOKEN, UNSPACED, fold, stem

_GLUED = re.compile(f"[{UNSPACED}]")


class Wanted:
    """Words as somebody typed them; a text's word is a hit where it is the same, folded, or has the same stem."""

    def __init__(self, words: Iterable[str]) -> None:
        tokens = [match for typed in words for match in TOKEN.finditer(fold(typed))]
        self.glued = {match[0] for match in tokens if match["glued"]}
        self.numbers = {_digits(match[0]) for match in tokens if match["number"]}
        self.numbers |= {_digits(typed) for typed in words if re.fullmatch(r"[\d\s.,'’]+", fold(typed))}
        self.words = {match[0] for match in tokens if not match["glued"] and not match["number"]}
        self.stems = {stem(word) for word in self.words if len(word) > 2}

    def __bool__(self) -> bool:
        return bool(self.glued or self.numbers or self.words)

    def holds(self, token: re.Match[str]) -> bool:
        """Whether a number or a word of a spaced script is wanted."""
        if token["number"]:
            return _digits(fold(token[0])) in self.numbers
        word = fold(token[0])
        return word in self.words or (len(word) > 2 and stem(word) in self.stems)


def hits(text: str, wanted: Wanted) -> Iterator[tuple[int, int]]:
    """(start, end) in code points of `text`, in order; adjoining hits apart."""
    for token in TOKEN.finditer(text):
        if token["glued"]:
            yield from _inside(token, wanted.glued)
        elif wanted.holds(token):
            yield token.span()


def _inside(run: re.Match[str], wanted: set[str]) -> Iterator[tuple[int, int]]:
    """The wanted pieces of a run of letters without blanks, folded one by one so that places stay."""
    letters = [fold(letter) for letter in run[0]]
    places = [n for n, letter in enumerate(letters) for _ in letter]
    folded, at = "".join(letters), 0
    while at < len(folded):
        here = max((word for word in wanted if folded.startswith(word, at)), key=len, default="")
        if here:
            yield run.start() + places[at], run.start() + places[at + len(here) - 1] + 1
        at += len(here) or 1


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)
