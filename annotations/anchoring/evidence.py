"""What became of the words cited from a document, when the document has another text."""

from __future__ import annotations

from annotations.anchoring.anchor import Reanchoring
from annotations.anchoring.fold import fold

#: Words on each side of a quote that are "near" it: about a paragraph.
NEAR = 40
#: Code points in which that many words lie.
REACH = 600
#: Longer texts are not compared.
LONG = 1_000_000


def fate(old: str, new: str, start: int, end: int) -> str:
    """Of old `start`..`end` (code points): "same", "near" (same words, others beside them) or "gone"."""
    found = place_of(old, new, start, end)
    if found is None:
        return "gone"
    before = _last(old, start) == _last(new, found[0])
    after = _first(old, end) == _first(new, found[1])
    return "same" if before and after else "near"


def place_of(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the very words of old `start`..`end` stand in the new text; None where they do not."""
    if max(len(old), len(new)) > LONG:  # to the letter: comparing such texts takes minutes
        at = new.find(old[start:end])
        return (at, at + end - start) if at >= 0 else None
    place = Reanchoring(old, new).place(start, end)
    if place.status not in ("exact", "moved") or place.start is None or place.end is None:
        return None
    return place.start, place.end


def _last(text: str, at: int) -> list[str]:
    """The words before `at`; the first of the stretch looked at may be cut, so it is left out."""
    words = fold(text[max(0, at - REACH) : at]).text.split()
    return words[-NEAR:] if at <= REACH else words[1:][-NEAR:]


def _first(text: str, at: int) -> list[str]:
    words = fold(text[at : at + REACH]).text.split()
    return words[:NEAR] if at + REACH >= len(text) else words[:-1][:NEAR]
