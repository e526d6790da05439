"""Words found in a text, marked."""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString

#: Private-use characters, which no kept text needs: the database puts them around what it found.
START, STOP = "\ue000", "\ue001"


def snippet(text: str) -> SafeString:
    """`text` as HTML with a <mark> over what stands between START and STOP, on one line."""
    safe = escape(" ".join(text.split()), quote=False)
    return SafeString(safe.replace(START, "<mark>").replace(STOP, "</mark>"))
