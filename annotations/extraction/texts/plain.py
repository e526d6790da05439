"""Plain text as people paste it: kept to the letter, with its structure read from its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.extraction.bounds import bounded
from annotations.extraction.charset import clean
from annotations.extraction.document import Block, Document, Span, Unreadable

HEADING = re.compile(r"^(#{1,6})\s+(?=\S)")
BULLET = re.compile(r"^\s{0,6}[-*•–]\s+(?=\S)")
NUMBERED = re.compile(r"^\s{0,6}(?=\d{1,3}[.)]\s+\S)")
QUOTE = re.compile(r"^\s{0,3}>\s?(?=\S)")
#: Code points before a link that are enough to know it again.
NEAR = 6
#: Code points after the link before it in which a link is looked for.
REACH = 50_000
ADDRESS = re.compile(r"""https?://[^\s<>"'“”‘’]+[^\s<>"'“”‘’.,;:!?)\]}]""", re.IGNORECASE)


@dataclass(frozen=True)
class PastedLink:
    """A link that was on the clipboard: `words` led to `href`, and `before` stood right before them."""

    before: str
    words: str
    href: str


def extract_plain(text: str, links: Sequence[PastedLink] = ()) -> Document:
    """Blocks over `text`, which is kept as it came but for line ends (CR LF, CR and form feed become LF).

    Where blank lines part the text, the lines between two of them are one paragraph; where there are none,
    each line is one. Lines that begin like a list, a quotation (`>`) or a heading (`#`) are blocks of that kind,
    which begin after the sign: it stays in the text and is drawn as what it means. `links` are those of the page
    the text was copied from, in its order; one whose words are not there (any more) is left out.
    Raises Unreadable when there is nothing but white space.
    """
    text = clean(text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    if not text.strip():
        raise Unreadable("paste_without_text")
    lines = _lines(text)
    parted = any(not line.strip() for _, line in lines[1:-1])
    blocks: list[Block] = []
    open_start: int | None = None
    open_end = 0
    for start, line in [*lines, (len(text), "")]:
        marked = _marked(line)
        if open_start is not None and (marked or not line.strip() or not parted):
            blocks.append(Block("paragraph", open_start, open_end))
            open_start = None
        if marked:
            kind, skip, level = marked
            blocks.append(Block(kind, start + skip, start + len(line.rstrip()), level))
        elif line.strip():
            open_start = start if open_start is None else open_start
            open_end = start + len(line.rstrip())
    spans = [Span("link", m.start(), m.end(), m.group()) for m in ADDRESS.finditer(text)]
    spans += [link for link in _pasted(text, links) if not _overlaps(spans, link)]
    spans.sort(key=lambda span: span.start)
    return bounded(Document(text=text, blocks=blocks, spans=spans, media_type="text/plain"))


def _overlaps(spans: list[Span], link: Span) -> bool:
    """Whether `link` shares a letter with one of `spans`, which come in order."""
    at = bisect_right(spans, link.start, key=lambda span: span.end)
    return at < len(spans) and spans[at].start < link.end


def _pasted(text: str, links: Sequence[PastedLink]) -> list[Span]:
    """Each link where its words stand after what stood before them, searched on from the link before it."""
    found, at = [], 0
    for link in links:
        start = _after(text, link, at) if link.words.strip() and link.href.startswith(("http://", "https://")) else None
        if start is None:
            continue
        at = start + len(link.words)
        if "\n" not in link.words:
            found.append(Span("link", start, at, link.href))
    return found


def _after(text: str, link: PastedLink, at: int) -> int | None:
    """Where the link's words begin, from `at` on: after all that stood before them, else the last of it, else alone."""
    stop = at + REACH
    for before in (link.before, link.before[-NEAR:]):
        where = text.find(before + link.words, max(0, at - len(before)), stop)
        if where >= 0:
            return where + len(before)
    where = text.find(link.words, at, stop)
    return where if where >= 0 and text.find(link.words, where + 1, stop) < 0 else None


def _lines(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found


def _marked(line: str) -> tuple[str, int, int | None] | None:
    """(kind, length of the sign before the words, level) of a line with a sign, None without one."""
    heading = HEADING.match(line)
    if heading:
        return "heading", heading.end(), len(heading.group(1))
    for kind, pattern in (("item", BULLET), ("item", NUMBERED), ("quote", QUOTE)):
        found = pattern.match(line)
        if found:
            return kind, found.end(), None
    return None
