"""The readable text of a web page, by trafilatura; readability where that finds almost nothing.

trafilatura's tree is walked into text and spans here: its own text output adds characters ("- ", "|") that
are not on the page.
"""

from __future__ import annotations

import re
from typing import Any

import trafilatura

from annotations.extraction.as_read import as_read
from annotations.extraction.charset import decode
from annotations.extraction.dates import ambiguous_dates, declared_date
from annotations.extraction.document import Builder, Document, Unreadable
from annotations.extraction.links import base_of, canonical_of, joined

SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
#: Less text than this asks for a second opinion.
SHORT = 250
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
    "ul",
    "ol",
    "tbody",
    "tr",
}
KINDS = {"p": "paragraph", "ab": "paragraph", "head": "heading", "item": "item", "quote": "quote", "cell": "cell",
         "code": "preformatted", "li": "item", "blockquote": "quote", "td": "cell", "th": "cell",
         "pre": "preformatted"} | dict.fromkeys(LEVELS, "heading")  # fmt: skip
SKIPPED = {"graphic", "script", "style", "noscript", "img", "svg", "iframe", "form", "button"}


def extract_html(data: bytes, *, charset: str = "", url: str = "") -> Document:
    """The main text of an HTML page with paragraphs, headings, lists, quotations, cells and links.

    Raises Unreadable when the page holds no text.
    """
    text, _used = decode(data, charset, markup=True)
    came_from, url = url, base_of(text, url)
    tree = _with_whole_links(text, url)
    # Before trafilatura has the tree, which it takes apart.
    date = declared_date(tree, url) if not isinstance(tree, str) else ""
    guesses = ambiguous_dates(tree) if not isinstance(tree, str) and not date else []
    found = trafilatura.bare_extraction(
        tree,
        url=url or None,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        with_metadata=True,
    )
    title = (getattr(found, "title", None) or "").strip() if found else ""
    built = _walk(found.body, url, title) if found is not None and found.body is not None else Builder()
    if built.length < SHORT:
        second = _second_opinion(text, url)
        built = second if second is not None and second.length > built.length else built
    if not built.length:
        raise Unreadable("There is no readable text in this page. It may need scripts, or be empty.")
    return Document(
        text=built.text,
        blocks=built.blocks,
        spans=built.spans,
        title=title,
        author=(getattr(found, "author", None) or "").strip() if found else "",
        date=date,
        date_guesses=guesses,
        language=_declared_language(text) or "",
        publisher=(getattr(found, "sitename", None) or "").strip() if found else "",
        canonical=canonical_of(text, came_from),
        media_type="text/html",
    )


def _declared_language(text: str) -> str:
    declared = re.search(r"<html[^>]+\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", text[:20_000])
    return declared.group(1) if declared else ""


def _with_whole_links(text: str, url: str) -> Any:
    """The page as a tree with whole addresses: trafilatura would take each as relative to the site's front page."""
    tree = trafilatura.load_html(text)
    if tree is None:
        return text
    for link in tree.iter("a"):
        if url and link.get("href"):
            link.set("href", joined(url, link.get("href")) or link.get("href"))
    return as_read(tree)


def _second_opinion(text: str, url: str) -> Builder | None:
    """What readability finds, for pages whose text is short; None when it finds nothing either."""
    import lxml.html
    from readability import Document as Readability

    try:
        tree = trafilatura.load_html(text)
        page = text if tree is None else lxml.html.tostring(as_read(tree), encoding="unicode")
        summary = Readability(page, url=url or None).summary(html_partial=True)
        root = lxml.html.fromstring(summary)
    except Exception:
        return None
    return _walk(root, url, "")


def _walk(root: Any, url: str, title: str) -> Builder:
    built = Builder()
    _blocks(root, built, url)
    first = built.blocks[0] if built.blocks else None
    if first and first.kind == "heading" and title and built.text[first.start : first.end] == title:
        return _without_first(root, url)
    return built


def _without_first(root: Any, url: str) -> Builder:
    """Again without the first block: the page's title is kept as the title, not twice."""
    built = Builder()
    _blocks(root, built, url, skip_first=True)
    return built


def _blocks(root: Any, built: Builder, url: str, *, skip_first: bool = False) -> None:
    """Append each block element below `root`, in order, without recursion (pages can be very deep)."""
    stack: list[tuple[Any, str]] = [(root, "paragraph")]
    skip = skip_first
    loose = _Inline(url)
    while stack:
        element, kind = stack.pop()
        if isinstance(element, str):
            loose.text(element)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        is_block = tag in KINDS and not _holds_blocks(element)
        if is_block or tag in CONTAINERS or tag in KINDS:
            skip = _flush(loose, built, kind, skip)
            loose = _Inline(url)
        if tag in SKIPPED or not tag:
            pass
        elif is_block:
            inline = _Inline(url, keep_breaks=KINDS[tag] == "preformatted")
            inline.element(element)
            words, links = inline.finish()
            if skip and words.strip():
                skip = False
            else:
                outer = kind if tag in ("p", "ab") and kind in ("quote", "item") else KINDS[tag]
                built.add(outer, words, links=links, level=_level(element))
        elif tag in CONTAINERS or tag in KINDS:
            inner = KINDS.get(tag, kind)
            for child in reversed(list(element)):
                if child.tail and child.tail.strip():
                    stack.append((child.tail, inner))
                stack.append((child, inner))
            if element.text and element.text.strip():
                stack.append((element.text, inner))
        else:
            loose.element(element)
    _flush(loose, built, "paragraph", skip)


def _flush(loose: _Inline, built: Builder, kind: str, skip: bool) -> bool:
    """Words that stand in a container without a block of their own become a block."""
    words, links = loose.finish()
    if words.strip() and not skip:
        built.add(kind if kind in ("quote", "item", "cell") else "paragraph", words, links=links)
    return skip and not words.strip()


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
        self.links: list[tuple[int, int, str]] = []

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
            self.pieces[-1] = self.pieces[-1].rstrip(" ")
            self.pieces.append("\n")
            self.length = sum(map(len, self.pieces))

    def _href(self, item: Any) -> str:
        target = item.get("target") or (item.get("href") if item.tag == "a" else None)
        if item.tag not in ("ref", "a") or not target:
            return ""
        return joined(self.url, target)

    def finish(self) -> tuple[str, list[tuple[int, int, str]]]:
        """The words without blank ends, and the links moved with them."""
        words = "".join(self.pieces)
        trimmed = words.strip()
        shift = len(words) - len(words.lstrip())
        links = []
        for start, end, href in self.links:
            first, last = max(0, start - shift), min(len(trimmed), end - shift)
            while first < last and trimmed[first].isspace():
                first += 1
            while last > first and trimmed[last - 1].isspace():
                last -= 1
            if first < last:
                links.append((first, last, href))
        return trimmed, links
