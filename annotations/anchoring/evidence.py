"""What became of the words cited from a document, when the document has another text."""

from __future__ import annotations

from annotations.anchoring.anchor import Reanchoring
from annotations.anchoring.fold import fold

#: Words on each side of a quote that are "near" it: about a paragraph.
NEAR = 40
#: Code points in which that many words lie.
REACH = 600


def fate(old: str, new: str, start: int, end: int) -> str:
    """Of old `start`..`end` (code points): "same", "near" (same words, others beside them) or "gone"."""
    place = Reanchoring(old, new).place(start, end)
    if place.status not in ("exact", "moved") or place.start is None or place.end is None:
        return "gone"
    before = _last(old, start) == _last(new, place.start)
    after = _first(old, end) == _first(new, place.end)
    return "same" if before and after else "near"


def _last(text: str, at: int) -> list[str]:
    """The words before `at`; the first of the stretch looked at may be cut, so it is left out."""
    words = fold(text[max(0, at - REACH) : at]).text.split()
    return words[-NEAR:] if at <= REACH else words[1:][-NEAR:]


def _first(text: str, at: int) -> list[str]:
    words = fold(text[at : at + REACH]).text.split()
    return words[:NEAR] if at + REACH >= len(text) else words[:-1][:NEAR]
