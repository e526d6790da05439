"""Quoted words back to their place in a text."""

from __future__ import annotations

from annotations.anchoring.fold import fold

#: Code points on each side that are looked through: near it first, then far.
REACHES = (20_000, 300_000)


def nearest_quote(text: str, words: str, near: int) -> tuple[int, int] | None:
    """Where `words` stand in `text` closest to code point `near`; None when nowhere.

    Kinds of quotation marks, dashes and white space don't count, letters and digits do.
    """
    wanted = fold(words).text.strip()
    if not wanted:
        return None
    for reach in REACHES:
        begin = max(0, near - reach)
        folded = fold(text[begin : near + reach])
        here = folded.folded_range(0, near - begin)[1] if near > begin else 0
        # The last one up to `near`, the first one after it: one of the two is the closest.
        ends = (folded.text.rfind(wanted, 0, here + len(wanted)), folded.text.find(wanted, here))
        found = [folded.original_range(at, at + len(wanted)) for at in ends if at >= 0]
        if found:
            first, last = min(found, key=lambda place: abs(begin + place[0] - near))
            return begin + first, begin + last
    return None
