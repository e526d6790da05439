"""Text selectors of the W3C Web Annotation Data Model. Offsets count Unicode code points.

https://www.w3.org/TR/annotation-model/#text-quote-selector
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotations.coded import Coded

CONTEXT = 32


class QuoteMismatch(Coded, ValueError):
    """The quoted words are not what the text holds at the given place."""


@dataclass(frozen=True)
class Selector:
    """A range (`end` exclusive) with its words and up to 32 code points on either side."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


def squeeze(text: str) -> str:
    """`text` with each run of white space as one space, none at the ends."""
    return " ".join(text.split())


def words_shown(text: str, blocks: Sequence[Mapping[str, Any]], start: int, end: int) -> str:
    """What a reader sees of `text[start:end]`, white space squeezed: the blocks' words, not the signs between them.

    `blocks` are those of the text (`start`, `end`), in order. Signs such as "- " or "# " stand before a block and are
    drawn as what they mean. The browser has the same rule (static/js/points.js).
    """
    first = bisect_right(blocks, start, key=lambda block: block["end"])
    pieces = []
    for block in blocks[first:]:
        if block["start"] >= end:
            break
        pieces.append(text[max(start, block["start"]) : min(end, block["end"])])
    return squeeze(" ".join(pieces))


def describe(text: str, start: int, end: int) -> Selector:
    """The selector of `text[start:end]`, trimmed of white space at its ends.

    Raises QuoteMismatch when the range is outside the text or holds only white space.
    """
    if not 0 <= start < end <= len(text):
        raise QuoteMismatch("outside_text")
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end:
        raise QuoteMismatch("only_blanks")
    return Selector(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
    )


def check_quote(text: str, blocks: Sequence[Mapping[str, Any]], start: int, end: int, quote: str) -> Selector:
    """The selector of `text[start:end]`, provided that `quote` is what a reader sees there (`words_shown`).

    Raises QuoteMismatch when it is not: then the page and the text differ, and nothing may be marked.
    """
    selector = describe(text, start, end)
    if not quote.strip() or squeeze(quote) not in (words_shown(text, blocks, start, end), squeeze(selector.exact)):
        raise QuoteMismatch("other_words")
    return selector
