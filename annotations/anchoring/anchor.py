"""Where a highlight of an old text lies in a new one: `exact`, `moved` or `lost`.

Never a guess: a highlight keeps its place only where its paragraph is unchanged, and is moved only to the
one place where the same words stand in the same surroundings. All else is lost, for a person to decide.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from annotations.anchoring.fold import Folded, fold

METHOD = "paragraphs-1"
#: A shorter quote says too little to be found elsewhere.
MIN_QUOTE = 24
CONTEXT = 32


@dataclass(frozen=True)
class Place:
    """An answer: `start` and `end` are None exactly when `status` is "lost"; `score` runs from 0 to 1."""

    status: str
    start: int | None
    end: int | None
    score: float
    #: For a lost one, the best place to offer to a person, if any.
    candidate: tuple[int, int] | None = None


LOST = Place("lost", None, None, 0.0)


@dataclass(frozen=True)
class Paragraph:
    start: int
    end: int
    folded: str


def paragraphs(text: str) -> list[Paragraph]:
    """The lines of `text` that are not blank, with their offsets."""
    found, start = [], 0
    for line in text.split("\n"):
        folded = fold(line).text.strip()
        if folded:
            found.append(Paragraph(start, start + len(line), folded))
        start += len(line) + 1
    return found


class Reanchoring:
    """Old and new text, compared once for any number of highlights."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.same_text = old == new
        self.old_folded, self.new_folded = fold(old), fold(new)
        self.old_paragraphs, self.new_paragraphs = paragraphs(old), paragraphs(new)
        self.pairs = self._unchanged_pairs()

    def _unchanged_pairs(self) -> dict[int, tuple[int, str]]:
        """{index of an old paragraph: (index of its unchanged twin, status)}."""
        olds = [p.folded for p in self.old_paragraphs]
        news = [p.folded for p in self.new_paragraphs]
        matcher = difflib.SequenceMatcher(a=olds, b=news, autojunk=False)
        pairs = {}
        for block in matcher.get_matching_blocks():
            for step in range(block.size):
                pairs[block.a + step] = (block.b + step, "exact")
        taken = {new for new, _ in pairs.values()}
        for index, words in enumerate(olds):
            # A paragraph that stands once in each text and in no aligned run was moved as a whole.
            if index not in pairs and olds.count(words) == news.count(words) == 1:
                new = news.index(words)
                if new not in taken:
                    pairs[index] = (new, "moved")
        return pairs

    def place(self, start: int, end: int) -> Place:
        """The place of old `start`..`end` (code points, not empty) in the new text."""
        if not 0 <= start < end <= len(self.old):
            return LOST
        if self.same_text:
            return Place("exact", start, end, 1.0)
        return self._in_unchanged_paragraphs(start, end) or self._same_surroundings(start, end) or LOST

    def _in_unchanged_paragraphs(self, start: int, end: int) -> Place | None:
        touched = [i for i, p in enumerate(self.old_paragraphs) if p.start < end and start < p.end]
        if not touched or any(i not in self.pairs for i in touched):
            return None
        news = [self.pairs[i][0] for i in touched]
        if news != list(range(news[0], news[0] + len(news))):
            return None
        first, last = self.old_paragraphs[touched[0]], self.old_paragraphs[touched[-1]]
        new_first, new_last = self.new_paragraphs[news[0]], self.new_paragraphs[news[-1]]
        new_start = self._offset_inside(first, new_first, start, is_end=False)
        new_end = self._offset_inside(last, new_last, end, is_end=True)
        if new_start is None or new_end is None or new_start >= new_end:
            return None
        if not self._same_words(start, end, new_start, new_end):
            return None
        status = "moved" if any(self.pairs[i][1] == "moved" for i in touched) else "exact"
        return Place(status, new_start, new_end, 1.0)

    def _offset_inside(self, old: Paragraph, new: Paragraph, offset: int, *, is_end: bool) -> int | None:
        """`offset` of the old paragraph carried over to its twin by counting folded code points."""
        before = fold(self.old[old.start : offset]).text.lstrip()
        line = fold(self.new[new.start : new.end])
        count = len(before)
        if not is_end:
            return new.start + line.origin[count] if count < len(line.origin) else None
        if not 0 < count < len(line.origin):
            return None
        return new.start + line.original_range(count - 1, count)[1]

    def _same_words(self, start: int, end: int, new_start: int, new_end: int) -> bool:
        return fold(self.old[start:end]).text.strip() == fold(self.new[new_start:new_end]).text.strip()

    def _same_surroundings(self, start: int, end: int) -> Place | None:
        quote = fold(self.old[start:end]).text.strip()
        if len(quote) < MIN_QUOTE:
            return None
        old_at, new_at = self._only(self.old_folded, quote), self._only(self.new_folded, quote)
        if old_at is None or new_at is None or not self._context_agrees(old_at, new_at, len(quote)):
            return None
        new_start, new_end = self.new_folded.original_range(new_at, new_at + len(quote))
        return Place("moved", new_start, new_end, 0.9)

    def _only(self, folded: Folded, quote: str) -> int | None:
        """Where `quote` stands, None when it stands nowhere or more than once."""
        first = folded.text.find(quote)
        return first if first >= 0 and folded.text.find(quote, first + 1) < 0 else None

    def _context_agrees(self, old_at: int, new_at: int, length: int) -> bool:
        """Whether the words directly before and directly after are the same in both texts."""
        old, new = self.old_folded.text, self.new_folded.text
        before = old[max(0, old_at - CONTEXT) : old_at], new[max(0, new_at - CONTEXT) : new_at]
        after = old[old_at + length :][:CONTEXT], new[new_at + length :][:CONTEXT]
        return before[0] == before[1] and after[0] == after[1]


def reanchor(old: str, new: str, ranges: list[tuple[int, int]]) -> list[Place]:
    """A Place in `new` for each range (code points, end exclusive) of `old`."""
    comparison = Reanchoring(old, new)
    return [comparison.place(start, end) for start, end in ranges]
