"""A tree of elements to its blocks, in order, with white space as a browser shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from annotations.extraction.cells import Place, cell_of, cell_places
from annotations.extraction.document import Builder
from annotations.extraction.web.links import joined

Link = tuple[int, int, str]
SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
#: Two line breaks with nothing between them: how old pages part their paragraphs.
EMPTY_LINE = re.compile(r"[ \t]*\n[ \t]*\n\s*")
LEVELS = {f"h{n}": n for n in range(1, 7)}
CONTAINERS = {
    "div",
    "body",
    "main",
    "list",
    "table",
    "row",
    "fw",
    "section",
    "article",
    "header",
    "footer",
    "aside",
    "nav",
    "figure",
    "center",
    "details",
    "ul",
    "ol",
    "dl",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "form",
    "fieldset",
}
KINDS = {"p": "paragraph", "ab": "paragraph", "figcaption": "paragraph", "caption": "paragraph", "dd": "paragraph",
         "dt": "paragraph", "summary": "paragraph", "address": "paragraph", "legend": "paragraph",
         "head": "heading", "item": "item", "quote": "quote", "cell": "cell", "code": "preformatted", "li": "item",
         "blockquote": "quote", "td": "cell", "th": "cell",
         "pre": "preformatted"} | dict.fromkeys(LEVELS, "heading")  # fmt: skip
SKIPPED = {"graphic", "script", "style", "noscript", "img", "svg", "iframe", "button", "select", "textarea",
           "template", "video", "audio", "object", "canvas", "title"}  # fmt: skip


@dataclass(frozen=True)
class Found:
    """One block as it stands in its tree: `element` is the block's own, or what holds its loose words."""

    kind: str
    text: str
    links: list[Link]
    level: int | None
    element: Any
    #: Table, row and column of a cell.
    cell: Place | None = None

    @property
    def linked(self) -> float:
        """The share of its letters that are links."""
        return sum(end - start for start, end, _ in self.links) / max(1, len(self.text))


def build(found: list[Found]) -> Builder:
    built = Builder()
    for block in found:
        built.add(block.kind, block.text, links=block.links, level=block.level, cell=block.cell)
    return built


def find_blocks(root: Any, url: str) -> list[Found]:
    """The blocks below `root`, in order. `url` is what links are relative to."""
    places = cell_places(
        root,
        table="table",
        row="tr",
        cells=("td", "th"),
        span=lambda cell: cell.get("colspan"),
        height=lambda cell: cell.get("rowspan"),
    )
    return [
        replace(block, cell=cell_of(block.element, places)) if block.kind == "cell" else block
        for block in _blocks(root, url)
        if block.text.strip()
    ]


def _blocks(root: Any, url: str) -> Iterator[Found]:
    """Without recursion: pages can be very deep."""
    # Each an element, words, or None where a box ends.
    stack: list[tuple[Any, str, Any]] = [(root, "paragraph", root)]
    # Words without a block of their own, what they are, and the element that holds them.
    loose, loose_kind, holder = _Inline(url), "paragraph", root
    while stack:
        element, kind, parent = stack.pop()
        if element is None:
            yield from _parted(loose, loose_kind, None, holder)
            loose = _Inline(url)
            continue
        if isinstance(element, str):
            if element.strip():
                loose_kind, holder = kind, parent
            loose.text(element)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        holds = bool(tag) and tag not in SKIPPED and len(element) > 0 and _holds_blocks(element)
        is_block = tag in KINDS and not holds
        if is_block or holds or tag in CONTAINERS or tag in KINDS or tag == "hr":
            yield from _parted(loose, loose_kind, None, holder)
            loose = _Inline(url)
        if tag in SKIPPED or not tag:
            pass
        elif is_block:
            inline = _Inline(url, keep_breaks=KINDS[tag] == "preformatted")
            inline.element(element)
            outer = kind if KINDS[tag] == "paragraph" and kind in ("quote", "item") else KINDS[tag]
            yield from _parted(inline, outer, _level(element), element)
        elif holds or tag in CONTAINERS:
            inner = KINDS[tag] if KINDS.get(tag) in ("quote", "item", "cell") else kind
            if tag in CONTAINERS or tag in KINDS:
                stack.append((None, kind, parent))
            for child in reversed(list(element)):
                if child.tail:
                    stack.append((child.tail, inner, element))
                stack.append((child, inner, element))
            if element.text and element.text.strip():
                stack.append((element.text, inner, element))
        else:
            loose_kind, holder = kind, parent
            loose.element(element)
    yield from _parted(loose, loose_kind, None, holder)


def _parted(inline: _Inline, kind: str, level: int | None, element: Any) -> Iterator[Found]:
    """One block, or one for each stretch between empty lines."""
    words, links = inline.finish()
    start = 0
    gaps = [] if inline.keep_breaks else list(EMPTY_LINE.finditer(words))
    for stop, after in [*((gap.start(), gap.end()) for gap in gaps), (len(words), len(words))]:
        inside = [
            (max(first, start) - start, min(last, stop) - start, href)
            for first, last, href in links
            if first < stop and last > start
        ]
        yield Found(kind, words[start:stop], inside, level, element)
        start = after


def closed_up(words: str, piece: str, *, gap: bool) -> str:
    """A piece to put behind `words`; across a gap, where struck out or hidden words were, one blank is left of two."""
    return piece[1:] if gap and piece[:1] == " " and (not words or words[-1].isspace()) else piece


def trimmed(words: str, links: list[Link]) -> tuple[str, list[Link]]:
    """The words without blank ends, and the links moved with them, without blank ends either."""
    bare = words.strip()
    shift = len(words) - len(words.lstrip())
    moved = []
    for start, end, href in links:
        first, last = max(0, start - shift), min(len(bare), end - shift)
        while first < last and bare[first].isspace():
            first += 1
        while last > first and bare[last - 1].isspace():
            last -= 1
        if first < last:
            moved.append((first, last, href))
    return bare, moved


def _holds_blocks(element: Any) -> bool:
    return any(child.tag in KINDS or child.tag in CONTAINERS for child in element.iterdescendants())


def _level(element: Any) -> int | None:
    if element.tag == "head":
        return LEVELS.get(element.get("rend", ""), 2)
    return LEVELS.get(element.tag)


class _Inline:
    """One block's words with white space squeezed as a browser does, and its links."""

    def __init__(self, url: str, *, keep_breaks: bool = False) -> None:
        self.url = url
        self.keep_breaks = keep_breaks
        self.pieces: list[str] = []
        self.length = 0
        self.links: list[Link] = []

    def text(self, words: str | None) -> None:
        if not words:
            return
        if not self.keep_breaks:
            words = SPACE.sub(" ", words)
            if words.startswith(" ") and (not self.pieces or self.pieces[-1].endswith((" ", "\n"))):
                words = words[1:]
        if words:
            self.pieces.append(words)
            self.length += len(words)

    def element(self, root: Any) -> None:
        """Take in `root` with all below it, and no tail of its own."""
        events: list[tuple[str, Any]] = [("open", root)]
        starts: list[int] = []
        while events:
            what, item = events.pop()
            if what == "text":
                self.text(item)
            elif what == "close":
                start, href = starts.pop(), item
                self.links.append((start, self.length, href))
            elif isinstance(item.tag, str) and item.tag not in SKIPPED:
                href = self._href(item)
                if item.tag in ("lb", "br"):
                    self._break()
                if href:
                    starts.append(self.length)
                    events.append(("close", href))
                for child in reversed(list(item)):
                    events.append(("text", child.tail))
                    events.append(("open", child))
                self.text(item.text)

    def _break(self) -> None:
        if self.pieces:
            last = self.pieces.pop()
            bare = last.rstrip(" ")
            self.pieces += [bare, "\n"]
            self.length += len(bare) - len(last) + 1

    def _href(self, item: Any) -> str:
        target = item.get("target") or (item.get("href") if item.tag == "a" else None)
        if item.tag not in ("ref", "a") or not target:
            return ""
        return joined(self.url, target)

    def finish(self) -> tuple[str, list[Link]]:
        return trimmed("".join(self.pieces), self.links)
