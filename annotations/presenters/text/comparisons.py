"""Two versions of an article beside each other: their words, and what became of each highlight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from annotations.anchoring.difference import Piece, difference
from annotations.extraction.document import Unreadable
from annotations.models import Anchor, AnchorStatus, ArticleVersion, OutletChange, Snapshot
from annotations.parsing import parser
from annotations.presenters.review.claim_rows import ClaimRow

#: Paragraphs that one page shows of two texts.
MOST_ROWS = 2_000

#: Both hold an immutable text.
HasText = ArticleVersion | Snapshot
#: Newest and gravest first: what a person must look at.
ORDER = (AnchorStatus.LOST, AnchorStatus.CHANGED, AnchorStatus.MOVED, AnchorStatus.EXACT)


@dataclass
class HighlightChange:
    """One highlight and where it lies in the newer version."""

    row: ClaimRow[Any]
    anchor: Anchor
    old_words: str
    candidate_words: str
    pieces: list[Piece]
    noted: OutletChange | None


@dataclass
class TextRow:
    """A paragraph in both versions; `kind` is same, changed, moved, removed or added."""

    kind: str
    pieces: list[Piece]

    @property
    def old(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind != "added"]

    @property
    def new(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.kind != "removed"]


def highlight_changes(version: ArticleVersion, rows: list[ClaimRow[Any]]) -> list[HighlightChange]:
    """What became of each standing highlight of the claims in `rows`, gravest first."""
    by_claim = {row.claim.pk: row for row in rows}
    anchors = Anchor.objects.filter(
        version=version, annotation__removed_at=None, annotation__appearance__claim__in=by_claim
    ).select_related("annotation__appearance", "decided_by")
    noted = {c.claim_id: c for c in OutletChange.objects.filter(version=version).select_related("noted_by")}
    found = []
    for anchor in anchors.prefetch_related("annotation__ranges"):
        claim = anchor.annotation.appearance.claim_id
        old = anchor.annotation.place.exact
        new = version.text[anchor.start : anchor.end] if anchor.start is not None else ""
        offered = anchor.candidate_start is not None
        candidate = version.text[anchor.candidate_start : anchor.candidate_end] if offered else ""
        pieces = difference(old, new) if anchor.status == AnchorStatus.CHANGED else []
        found.append(HighlightChange(by_claim[claim], anchor, old, candidate, pieces, noted.get(claim)))
    order = {status: n for n, status in enumerate(ORDER)}
    return sorted(found, key=lambda c: (not c.anchor.is_open, order[AnchorStatus(c.anchor.status)], c.row.number))


@dataclass
class TextRows:
    """Paragraphs in reading order: as many as a page shows, `more` left out; `problem` where they can't be told."""

    rows: list[TextRow]
    more: int = 0
    problem: str = ""


def text_rows(old: HasText, new: HasText, spots: list[tuple[int, int]], *, whole: bool) -> TextRows:
    """All paragraphs, or only those that share a word with `spots` (code points of `old`)."""
    try:
        told, count = parser.compare(old.text, new.text, None if whole else spots, MOST_ROWS)
    except Unreadable:
        return TextRows([], problem=_("These texts are too long to be compared here. Read them one after the other."))
    return TextRows([TextRow(row.kind, row.pieces) for row in told], count - len(told))
