"""Numbers that stand in addresses and forms."""

from __future__ import annotations

from django.http import HttpRequest


def number_of(words: str | None) -> int | None:
    """A row's number from `?claim=` and alike; None for anything that is none, or is longer than a key can be."""
    words = words or ""
    return int(words) if words.isascii() and words.isdecimal() and len(words) <= 18 else None


def key_of(words: str | None) -> int:
    """Like `number_of`, but 0, which no row has, where there is no number."""
    return number_of(words) or 0


def points_of(request: HttpRequest) -> tuple[int, int] | None:
    """`start` and `end`, code points of a text, as a form posted them; None where one is missing."""
    start, end = number_of(request.POST.get("start")), number_of(request.POST.get("end"))
    return None if start is None or end is None else (start, end)
