"""Quoted words back to their place in a text."""

from __future__ import annotations

from annotations.anchoring.fold import fold


def nearest_quote(text: str, words: str, near: int) -> tuple[int, int] | None:
    """Where `words` stand in `text` closest to code point `near`; None when nowhere.

    Kinds of quotation marks, dashes and white space don't count, letters and digits do.
    """
    wanted = fold(words).text.strip()
    if not wanted:
        return None
    folded = fold(text)
    found: list[tuple[int, int]] = []
    at = folded.text.find(wanted)
    while at >= 0:
        found.append(folded.original_range(at, at + len(wanted)))
        at = folded.text.find(wanted, at + 1)
    return min(found, key=lambda place: abs(place[0] - near), default=None)
