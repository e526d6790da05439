"""Numbers that stand in addresses and forms."""

from __future__ import annotations


def number_of(words: str | None) -> int | None:
    """A row's number from `?claim=` and alike; None for anything that is none, or is longer than a key can be."""
    words = words or ""
    return int(words) if words.isascii() and words.isdecimal() and len(words) <= 18 else None


def key_of(words: str | None) -> int:
    """Like `number_of`, but 0, which no row has, where there is no number."""
    return number_of(words) or 0
