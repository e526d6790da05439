"""Whether what came is the document that was asked for, and all of it.

A site may answer with its consent wall, its log-in or "no such page" and call it a success. Nobody can tell for sure:
what looks wrong is kept all the same, and a person is asked. Words (walls.py) are matched only in pages too short to
be the document itself.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from annotations.extraction.document import Document
from annotations.extraction.walls import NEEDS_SCRIPTS, PARTNERS, PATTERNS

#: Code points; a document that somebody cites is rarely shorter, a wall rarely longer.
SHORT = 1_500
#: Walls for subscribers show the first paragraphs of the article.
TEASER = 3_000
#: Where a page says what it is.
HEAD = 300
#: A shorter page that looks like a wall is no article.
SURE = 700
#: Of a longer text the title alone tells whether it is a wall.
STORY = 500
#: Consent pages list their partners at length.
LONGEST_WALL = 20_000
#: A page with less text than this is an empty shell, if scripts were to fill it.
SHELL = 400

MESSAGES = {
    "consent": "This looks like a page that asks about cookies, not like the document.",
    "login": "This looks like a log-in page, not like the document.",
    "paywall": "This looks like the beginning of an article that only subscribers can read.",
    "not_found": "This looks like a page that says there is no such page.",
    "blocked": "This looks like a page that keeps out robots, not like the document.",
    "region": "This looks like a page that keeps out readers of this country, not like the document.",
    "no_site": "This looks like a site that is closed, for sale or out of order, not like the document.",
    "front_page": "The site sent us to its front page instead of this address.",
    "scripts": "This page shows its text only by scripts; we have what stands there without them.",
    "letters": "Some letters of this document could not be read: its charset is not what it says.",
    "beyond": "This document is longer than what we read of it: its end is not in the text.",
}
#: Doubts that what came is the document at all; the others are about a part of it.
NOT_THE_DOCUMENT = frozenset(set(MESSAGES) - {"letters", "beyond"})
CODES = {words: code for code, words in MESSAGES.items()}
#: As it was said before; rows keep the words.
CODES["This page shows its text only by scripts, so we kept a page without text."] = "scripts"
#: So many letters in one that is broken are too few to overlook it; three always are.
OVERLOOKED = 2_000
#: Where scripts put a page together.
MOUNT = re.compile(
    r"""<(?:div|main|section)[^>]*\bid\s*=\s*["']?(?:app|root|__next|__nuxt|react-root|main-app|application|mount\w*|"""
    r"""svelte|gatsby\w*|___gatsby|ember\d*|q-app)["']?[^>]*>\s*(?:<!--.*?-->\s*)?</""",
    re.IGNORECASE | re.DOTALL,
)
SENTENCE = re.compile(r"[.!?…。！？؟।](?:\s|$)|[。！？]")


def code_of(message: str) -> str:
    """The code of a doubt by its stored words, "" for other words."""
    return CODES.get(message, "")


def doubt_of(document: Document | None, body: bytes, media_type: str, url: str, final_url: str) -> str:
    """The code of what looks wrong with what came (see MESSAGES), "" when nothing does.

    Broken letters and unread pages are doubted in every kind of document, the rest only in pages.
    """
    if "html" in media_type:
        if document is None:
            return "scripts" if b"<script" in body.lower() else ""
        if _sent_to_front_page(url, final_url):
            return "front_page"
        if wall := document.doubt or wall_of(document.title, document.text):
            return wall
    if document is None:
        return ""
    broken = document.text.count("\ufffd")
    if broken >= 3 or broken * OVERLOOKED > len(document.text):
        return "letters"
    return document.doubt


def is_no_article(doubt: str, document: Document | None) -> bool:
    """Whether what came must not become the text of an article: too short to be one, and it looks like a wall.

    Of a longer one a person is told, as the words of a wall may be those of a story.
    """
    if doubt not in NOT_THE_DOCUMENT:
        return False
    return document is None or doubt in ("front_page", "scripts", "consent") or len(document.text) < SURE


def wall_of(title: str, text: str) -> str:
    """The code of the wall that a page with these words is, "" where it may be the document."""
    said = f"{title}\n{text}"
    head = said[:HEAD]
    if len(said) <= LONGEST_WALL and PARTNERS.search(head) and _is_about_cookies(text):
        return "consent"
    if len(said) > TEASER:
        return ""
    if len(said) > SHORT:
        return "paywall" if PATTERNS["paywall"].search(said) else ""
    if len(text) > STORY:
        head = title  # a story may tell of a wall in its first sentence
    for code, pattern in PATTERNS.items():
        if pattern.search(said if code in ("paywall", "consent") else head):
            return code
    return ""


def is_shell(text: str, markup: str) -> bool:
    """Whether scripts were to bring the words of a page of which only `text` is there."""
    if len(text) >= SHELL * 2 or "<script" not in markup.lower():
        return False
    if NEEDS_SCRIPTS.search(text):
        return True
    if len(text) >= SHELL:
        return False
    # Links of a menu have no sentence; nor has a table, but that is no small part of its page.
    return MOUNT.search(markup) is not None or (not SENTENCE.search(text) and len(markup) > 12 * len(text))


def _is_about_cookies(text: str) -> bool:
    """Whether more than one of its first paragraphs speaks of what a consent page speaks of."""
    return len(PATTERNS["consent"].findall(text[:TEASER])) > 1 or len(text) <= SHORT


def _sent_to_front_page(url: str, final_url: str) -> bool:
    asked, came = urlsplit(url), urlsplit(final_url)
    return bool(asked.path.strip("/")) and not came.path.strip("/") and not came.query and not asked.query
