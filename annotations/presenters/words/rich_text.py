"""Light mark-up that people type, as safe HTML."""

from __future__ import annotations

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "blockquote", "br", "code"}
parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "heading", "lheading", "hr"])

#: Texts remembered as HTML: a version's texts are frozen, and read far more often than written. A page of the longest
#: text that a form takes (20,000 characters) is about 60 kB.
REMEMBERED = 300


@lru_cache(maxsize=REMEMBERED)
def rich_text(words: str) -> SafeString:
    """Bold, emphasis, lists, quotations and http(s) links; everything else is shown as typed."""
    html = nh3.clean(
        parser.render(words or ""), tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"},
        link_rel="nofollow noopener noreferrer",
    )  # fmt: skip
    return mark_safe(html)  # noqa: S308 - nh3 let only TAGS and http(s) links through
