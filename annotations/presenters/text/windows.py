"""Long texts are drawn a part at a time: a page of two million characters is of no use to a browser or a reader."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

#: Code points and blocks of a part; a text that keeps within both has one.
MOST_CHARACTERS = 600_000
MOST_BLOCKS = 5_000


@dataclass(frozen=True)
class Window:
    """Part `number` (from 1) of `count`: blocks `first`..`last` (ids from 1, both within)."""

    number: int
    count: int
    first: int
    last: int

    @property
    def ids(self) -> set[int] | None:
        """The blocks' ids; None where they are all there are."""
        return None if self.count == 1 else set(range(self.first, self.last + 1))

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def after(self) -> int:
        return self.number + 1 if self.number < self.count else 0


def window_of_text(blocks: list[dict[str, Any]], number: int = 0, at: int | None = None) -> Window:
    """Part `number` of a text with these stored blocks; where there is no such part, the one that holds code point
    `at`, else the first."""
    firsts = _firsts(blocks)
    if not 1 <= number <= len(firsts):
        starts = [blocks[first - 1]["start"] for first in firsts if blocks]
        number = max(1, bisect_right(starts, at)) if at is not None and starts else 1
    following = firsts[number] - 1 if number < len(firsts) else len(blocks)
    return Window(number, len(firsts), firsts[number - 1], following)


def _firsts(blocks: list[dict[str, Any]]) -> list[int]:
    """The id of each part's first block."""
    firsts = [1]
    for number, block in enumerate(blocks, 1):
        first = blocks[firsts[-1] - 1]
        full = number - firsts[-1] >= MOST_BLOCKS or block["end"] - first["start"] > MOST_CHARACTERS
        if full and number > firsts[-1]:
            firsts.append(number)
    return firsts
