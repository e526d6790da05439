"""Words that were looked for, marked where they stand."""

from __future__ import annotations

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from annotations.matching.hits import Wanted, hits

#: Characters before and after the first hit in a long text.
AROUND = 90


def marked(thing: object, wanted: Wanted | None) -> SafeString:
    """What `thing` is called, as HTML with a <mark> over each hit."""
    text = str(thing)
    if not wanted:
        return escape(text)
    pieces, at = [], 0
    for start, end in hits(text, wanted):
        pieces.append((text[at:start], text[start:end]))
        at = end
    return format_html_join("", "{}<mark>{}</mark>", pieces) + escape(text[at:])


def words_around(text: str, wanted: Wanted) -> SafeString | None:
    """The words around the first hit in a long `text`, marked, on one line; None where nothing is hit."""
    first = next(hits(text, wanted), None)
    if first is None:
        return None
    start, stop = max(0, first[0] - AROUND), min(len(text), first[1] + AROUND)
    # Whole words, where blanks stand between them.
    start = text.find(" ", start, first[0]) + 1 or start if start else 0
    stop = max(text.rfind(" ", first[1], stop), first[1]) if stop < len(text) and " " in text[first[1] : stop] else stop
    shown = marked(" ".join(text[start:stop].split()), wanted)
    return format_html("{}{}{}", "… " if start else "", shown, " …" if stop < len(text) else "")
