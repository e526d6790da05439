"""The readable text of a web page, by trafilatura; readability where that finds almost nothing.

trafilatura's tree is walked into text and spans here: its own text output adds characters ("- ", "|") that
are not on the page.
"""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from typing import Any

import lxml.html
import trafilatura

from annotations.extraction.blocks import Found, build, find_blocks
from annotations.extraction.charset import decode
from annotations.extraction.document import Document, Unreadable
from annotations.extraction.media.drawings import words_of
from annotations.extraction.walls.doubts import is_shell, wall_in_markup
from annotations.extraction.web.as_read import as_read
from annotations.extraction.web.bundles import Frames, linked_sheets, put_frames
from annotations.extraction.web.dates import date_guesses, declared_date
from annotations.extraction.web.facts import facts_of
from annotations.extraction.web.generated import write_out
from annotations.extraction.web.links import base_of, canonical_of, joined
from annotations.extraction.web.own_styles import rules_of
from annotations.extraction.web.readable import readable

#: Less text than this asks for a second opinion.
SHORT = 250


def extract_html(data: bytes, *, charset: str = "", url: str = "", frames: Frames | None = None) -> Document:
    """The main text of an HTML page with paragraphs, headings, lists, quotations, cells and links; with those of its
    `frames` where they are at hand.

    A page whose words only scripts bring is what it says of itself in its head, with the doubt `scripts`.
    Raises Unreadable when the page holds no text.
    """
    text, _used = decode(data, charset, markup=True)
    base = base_of(text, url)
    tree = _tree(text)
    if frames is not None:
        write_out(tree, rules_of(linked_sheets(tree, url, frames.bundle)))
        put_frames(tree, url, frames)
    date = declared_date(tree, base)
    guesses = [] if date else date_guesses(tree)
    facts = facts_of(tree, base)
    charts = _words_of_charts(tree)
    page = _page(_with_whole_links(tree, base), base)
    found, by_library = _article(tree, page, base)
    found = found or page  # too little for the library to choose from
    words = "\n".join(block.text for block in found)
    doubt = wall_in_markup(words, text)
    if not doubt and is_shell(words, text):
        doubt = "scripts"
        found = facts.description or found
    if not found:
        raise Unreadable("page_without_text")
    title = facts.title or by_library
    repeats = len(found) > 1 and found[0].kind == "heading" and found[0].text == title
    built = build(found[1:] if repeats else found)
    return Document(
        text=built.text,
        blocks=built.blocks,
        spans=built.spans,
        title=title,
        author="; ".join(facts.authors),
        date=date,
        date_guesses=guesses,
        language=_declared_language(text) or "",
        publisher=facts.publisher,
        ruled=facts.ruled,
        canonical=canonical_of(text, url),
        media_type="text/html",
        doubt=doubt,
        other_text="\n".join(part for part in (_other_text(page, found), charts) if part),
    )


def _other_text(page: list[Found], found: list[Found]) -> str:
    """What of the page is in none of the blocks that were found."""
    told = {block.text for block in found}
    whole = "\n".join(told)
    return "\n".join(block.text for block in page if block.text not in told and block.text not in whole)


def _words_of_charts(tree: Any) -> str:
    """What stands in drawings (SVG), a line for each."""
    drawn = ([words_of(text) for text in d.iter("text")] for d in tree.iter("svg"))
    lines = (" ".join(words) for words in drawn)
    return "\n".join(line for line in lines if line.strip())


def _tree(text: str) -> Any:
    """The page's elements. Raises Unreadable where there are none."""
    tree = trafilatura.load_html(text)
    if tree is not None:
        return tree
    try:  # a piece of markup, as in a message
        return lxml.html.document_fromstring(text)
    except (ValueError, lxml.etree.LxmlError) as exc:
        raise Unreadable("page_without_text") from exc


def _page(tree: Any, url: str) -> list[Found]:
    """All blocks that can be seen."""
    body = tree.find("body")
    return find_blocks(tree if body is None else body, url)


def _article(tree: Any, page: list[Found], url: str) -> tuple[list[Found], str]:
    """The blocks of the page's main part, and the title that the library found."""
    found = trafilatura.bare_extraction(
        copy.deepcopy(tree),
        url=url or None,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        with_metadata=True,
    )
    title = (getattr(found, "title", None) or "").strip() if found else ""
    chosen = find_blocks(found.body, url) if found is not None and found.body is not None else []
    if sum(len(block.text) for block in chosen) < SHORT:
        chosen = max(chosen, _second_opinion(tree, url), key=lambda blocks: sum(len(block.text) for block in blocks))
    # Rows are those of the page's own tree.
    return readable([replace(block, cell=None) for block in chosen], page), title


def _declared_language(text: str) -> str:
    declared = re.search(r"<html[^>]+\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)", text[:20_000])
    return declared.group(1) if declared else ""


def _with_whole_links(tree: Any, url: str) -> Any:
    """The page as it reads, with whole addresses: trafilatura would take each as relative to the site's front page."""
    for link in tree.iter("a"):
        if url and link.get("href"):
            link.set("href", joined(url, link.get("href")) or link.get("href"))
    return as_read(tree)


def _second_opinion(tree: Any, url: str) -> list[Found]:
    """What readability finds, for pages whose text is short; nothing when it finds nothing either."""
    from readability import Document as Readability

    try:
        summary = Readability(lxml.html.tostring(tree, encoding="unicode"), url=url or None).summary(html_partial=True)
        return find_blocks(lxml.html.fromstring(summary), url)
    except Exception:
        return []
