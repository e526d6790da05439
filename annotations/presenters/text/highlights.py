"""Text and ranges to marked-up blocks. One function builds escaped strings: a template loop costs ten times.

The words of the page are the words of the version, code point for code point: numbers and icons of the marks
are drawn by CSS, and the links hold no text.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from django.utils.safestring import SafeString

#: Claims that a piece of text names at most; a click goes from one to the next.
MAX_IDS = 50
#: Letters of scripts that run from right to left, and of those that run from left to right.
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u058f\u0900-\u1fff\u3040-\ud7ff]")
#: Code points of a block whose HTML is remembered: longer ones are few, and together they would be many bytes.
MOST_REMEMBERED = 4_000
#: Code points by which the direction of a text or a block is told.
LOOKED_AT = 2_000
#: State of a mark over the words cited from a kept copy, and the id by which links find it.
QUOTE = "quote"
#: Kinds of block that are no <p>.
ELEMENTS = {"heading": "h2", "quote": "blockquote"}


class Mark(NamedTuple):
    """A claim's highlight: code points `start`..`end`, and how to name and draw it; no link without a number."""

    start: int
    end: int
    claim: int
    number: int
    state: str
    proposed: bool
    name: str
    #: Still asks for a verdict.
    open: bool = False


@dataclass(frozen=True)
class BlockView:
    """One block as HTML; `id` is its place in the version, from 1."""

    id: int
    kind: str
    level: int | None
    start: int
    end: int
    cuts: str
    html: SafeString
    #: "rtl" or "ltr" where it runs against most of the text, else empty.
    direction: str = ""
    #: Table, row and column of a cell, where they are known.
    cell: tuple[int, int, int] | None = None


class Block(NamedTuple):
    id: int
    kind: str
    level: int | None
    start: int
    end: int
    cell: tuple[int, int, int] | None = None


def blocks_of(raw: list[dict[str, Any]]) -> list[Block]:
    """The version's stored blocks."""
    return [Block(n, b["kind"], b.get("level"), b["start"], b["end"], _cell(b)) for n, b in enumerate(raw, 1)]


def _cell(block: dict[str, Any]) -> tuple[int, int, int] | None:
    return tuple(block["cell"]) if "cell" in block else None


def touched(raw: list[dict[str, Any]], start: int, end: int) -> list[int]:
    """Ids of the blocks that share a code point with `start`..`end`."""
    return [b.id for b in blocks_of(raw) if b.start < end and start < b.end]


def render_blocks(
    text: str,
    raw_blocks: list[dict[str, Any]],
    spans: list[dict[str, Any]],
    cuts: list[int],
    marks: Iterable[Mark],
    only: set[int] | None = None,
) -> list[BlockView]:
    """Every block (or those in `only`) with its marks and links, in order."""
    links = sorted(spans, key=lambda s: s["start"])
    blocks = [block for block in blocks_of(raw_blocks) if only is None or block.id in only]
    if only is not None and blocks:
        first, last = blocks[0].start, blocks[-1].end
        marks = (mark for mark in marks if mark.start < last and first < mark.end)
    by_block = _spread(blocks, sorted(marks, key=lambda m: (m.start, -m.end)))
    views = []
    usual = _direction(text[:LOOKED_AT])
    for block in blocks:
        inside = tuple((s["start"], s["end"], s["href"]) for s in _within(links, block.start, block.end))
        words = text[block.start : block.end]
        draw = _remembered_html if len(words) <= MOST_REMEMBERED else _block_html
        html = draw(words, block.start, tuple(by_block.get(block.id, ())), inside)
        low, high = bisect.bisect_left(cuts, block.start), bisect.bisect_left(cuts, block.end)
        sentences = ",".join(str(cut - block.start) for cut in cuts[low:high])
        own = _direction(words[:LOOKED_AT])
        turned = own if own and usual and own != usual else ""
        place = (block.id, block.kind, block.level, block.start, block.end)
        views.append(BlockView(*place, sentences, SafeString(html), turned, block.cell))
    return views


def _direction(words: str) -> str:
    """How most letters of `words` run; empty without any."""
    if words.isascii():
        return "ltr" if any(map(str.isalpha, words)) else ""  # a number stands as its text does
    right, left = len(RIGHT_TO_LEFT.findall(words)), len(LEFT_TO_RIGHT.findall(words))
    return "rtl" if right > left else "ltr" if left else ""


def _within(links: list[dict[str, Any]], start: int, end: int) -> list[dict[str, Any]]:
    first = bisect.bisect_left(links, start, key=lambda s: s["start"])
    found = []
    for link in links[first:]:
        if link["start"] >= end:
            break
        if link["end"] <= end:
            found.append(link)
    return found


def _spread(blocks: list[Block], marks: list[Mark]) -> dict[int, list[Mark]]:
    """{block id: marks that touch it}, by bisection."""
    starts = [block.start for block in blocks]
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        index = max(bisect.bisect_right(starts, mark.start) - 1, 0)
        while index < len(blocks) and blocks[index].start < mark.end:
            if mark.start < blocks[index].end:
                found.setdefault(blocks[index].id, []).append(mark)
            index += 1
    return found


def _block_html(block: str, offset: int, marks: tuple[Mark, ...], links: tuple[tuple[int, int, str], ...]) -> str:
    """The words of a block that begins at `offset`, with its marks, given by start.

    Cut at every edge, each piece under all that lie over it.
    """
    end_of_block = offset + len(block)
    if not marks and not links:
        return escape(block, quote=False)
    edges = {offset, end_of_block}
    for mark in marks:
        edges.add(max(mark.start, offset))
        edges.add(min(mark.end, end_of_block))
    for link in links:
        edges.update(link[:2])
    pieces: list[str] = []
    over: list[Mark] = []
    taken = 0
    for start, end in pairwise(sorted(edges)):
        words = escape(block[start - offset : end - offset], quote=False)
        around = next((href for first, last, href in links if first <= start and end <= last), None)
        if around is not None:
            words = f'<a href="{escape(around)}" rel="nofollow noopener noreferrer">{words}</a>'
        while taken < len(marks) and marks[taken].start <= start:
            over.append(marks[taken])
            taken += 1
        if not over:
            pieces.append(words)
            continue
        pieces.append(_marked(words, over, start))
        for mark in over:
            if mark.end == end and mark.number:
                pieces.append(_reference(mark))
        over = [mark for mark in over if mark.end > end]
    return "".join(pieces)


#: What a page shows again is mostly the same.
_remembered_html = lru_cache(maxsize=2_048)(_block_html)


def _marked(words: str, over: list[Mark], start: int) -> str:
    inner = over[0] if len(over) == 1 else min(over, key=lambda m: m.end - m.start)
    many = " mark-many" if len(over) > 1 else ""
    proposed = " mark-proposed" if inner.proposed else ""
    # The innermost first: that is what a click on these words means.
    inmost = sorted(over, key=lambda m: m.end - m.start) if len(over) > 1 else over
    ids = " ".join([str(m.claim) for m in inmost[:MAX_IDS]])
    name = f' id="{QUOTE}"' if inner.state == QUOTE and inner.start == start else ""
    return f'<mark{name} class="mark mark-{inner.state}{proposed}{many}" data-claims="{ids}">{words}</mark>'


def _reference(mark: Mark) -> str:
    """The empty link after a mark: named for screen readers, drawn by CSS; it opens the card beside this very page."""
    return (
        f'<a class="ref ref-{mark.state}" href="?claim={mark.claim}#card" data-claim="{mark.claim}" '
        f'data-number="{mark.number}"{" data-open" if mark.open else ""} aria-label="{escape(mark.name)}"></a>'
    )


def in_lists_and_tables(drawn: list[tuple[BlockView, SafeString]]) -> SafeString:
    """Blocks, each with its HTML, one after the other; items that follow each other in a list, cells in a table."""
    pieces = []
    for (is_item, table), run in groupby(drawn, key=lambda pair: (pair[0].kind == "item", (pair[0].cell or (0,))[0])):
        if table:
            pieces.append(_table(list(run)))
        else:
            html = "".join(html for _block, html in run)
            pieces.append(f'<div role="list">{html}</div>' if is_item else html)
    return SafeString("".join(pieces))


def _table(drawn: list[tuple[BlockView, SafeString]]) -> str:
    """Rows of cells; a column of which a row has no words is kept free."""
    columns = sorted({block.cell[2] for block, _html in drawn if block.cell})
    rows = []
    for _row, cells in groupby(drawn, key=lambda pair: pair[0].cell and pair[0].cell[1]):
        said: dict[int, str] = {}
        for block, html in cells:
            column = block.cell[2] if block.cell else 0
            said[column] = f"{said.get(column, '')}{html}"
        told = "".join(f'<div class="cell" role="cell">{said.get(column, "")}</div>' for column in columns)
        rows.append(f'<div class="cells" role="row">{told}</div>')
    return f'<div class="cell-table" role="table">{"".join(rows)}</div>'


def block_html(block: BlockView, mark_here: str, *, oob: bool = False) -> SafeString:
    """The block as the page holds it: its words in one element, and `mark_here`, the link that ends it."""
    name = ELEMENTS.get(block.kind, "p")
    level = f" level-{block.level}" if block.level else ""
    swap = ' data-hx-swap-oob="true"' if oob else ""
    side = f' dir="{block.direction}"' if block.direction else ' dir="auto"' if name == "h2" else ""
    role = ' role="listitem"' if block.kind == "item" else ""
    return SafeString(
        f'<div class="block block-{block.kind}{level}" id="b-{block.id}"{role}{swap}>'
        f'<{name} class="words" data-start="{block.start}" data-cuts="{block.cuts}"{side}>{block.html}</{name}>'
        f"{mark_here}</div>"
    )
