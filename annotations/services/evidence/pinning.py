"""Where quoted words stand in our copies: each citation is pinned to one copy and a place in it, or to none.

How words are found in a text is told in anchoring/quotes.py; here it is which copies are searched, and when.
"""

from __future__ import annotations

from annotations.anchoring.quotes import find_quote
from annotations.models import Citation, Snapshot, Source
from annotations.review.states import Status
from annotations.services.evidence.document_copies import kind_of, newest_copy, other_copies


def pin_open(source: Source, arrived: Snapshot) -> None:
    """Pin the quoted words of open citations anew, where a copy that came may hold them."""
    writable = (Status.DRAFT, Status.RETURNED, Status.IN_REVIEW)
    for citation in source.citations.filter(removed_at=None, review__status__in=writable).select_related("snapshot"):
        if not _stays_pinned(citation, arrived):
            _pin_in(citation, arrived, *other_copies(source, arrived))


def _stays_pinned(citation: Citation, arrived: Snapshot) -> bool:
    """Whether its words were found in a copy of the other kind and are not looked for in the one that came.

    Neither a capture nor a transcript replaces the document; and what stands only there is not sought in what was sent.
    """
    pinned = citation.snapshot
    if pinned is None or kind_of(pinned) == kind_of(arrived):
        return False
    return kind_of(arrived) != "sent" or find_quote(arrived.text, citation.quoted_words) is None


def pin_anywhere(citation: Citation, source: Source) -> None:
    """Pin the quoted words in the copy that counts; where they are not in it, in the newest of another kind."""
    copy = newest_copy(source)
    _pin_in(citation, *[copy, *other_copies(source, copy)] if copy else [])


def _pin_in(citation: Citation, *copies: Snapshot) -> None:
    """In the first of `copies` that holds the quoted words, or in none."""
    holding = (copy for copy in copies if find_quote(copy.text, citation.quoted_words))
    pin(citation, next(holding, None))


def pin(citation: Citation, snapshot: Snapshot | None) -> None:
    """Remember where in our copy the quoted words stand; not found, or no copy: no pin."""
    place = find_quote(snapshot.text, citation.quoted_words) if snapshot else None
    values = (snapshot, *place) if place else (None, None, None)
    if (citation.snapshot, citation.quote_start, citation.quote_end) != values:
        citation.snapshot, citation.quote_start, citation.quote_end = values
        note_time(citation)
        citation.save(update_fields=["snapshot", "quote_start", "quote_end", "locator"])


def note_time(citation: Citation) -> None:
    """Write down when pinned words are said, unless somebody wrote another place; the caller saves."""
    copy, start = citation.snapshot, citation.quote_start
    if copy is None or start is None or not copy.is_transcript:
        return
    if not citation.locator or citation.locator in {block.get("where") for block in copy.blocks}:
        citation.locator = copy.place_at(start).get("where") or citation.locator
