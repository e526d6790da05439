"""Two wordings in one: the words of both, what was taken out and what was put in set off."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from annotations.anchoring.difference import Piece

ELEMENTS = {"removed": "<del>{}</del>", "added": "<ins>{}</ins>"}


def pieces_html(pieces: Iterable[Piece]) -> SafeString:
    """The pieces one after the other, without a blank that is in neither wording."""
    return format_html_join("", "{}", ((format_html(ELEMENTS.get(p.kind, "{}"), p.text),) for p in pieces))
