"""Two versions of an article beside each other: their words, and what became of each highlight."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.anchoring.difference import Piece, compare, difference
from annotations.models import Anchor, AnchorStatus, ArticleVersion, OutletChange, Snapshot
from annotations.presenters.cards import Row

#: Both hold an immutable text.
HasText = ArticleVersion | Snapshot
#: Newest and gravest first: what a person must look at.
ORDER = (AnchorStatus.LOST, AnchorStatus.CHANGED, AnchorStatus.MOVED, AnchorStatus.EXACT)


@dataclass
class HighlightChange:
    """One highlight and where it lies in the newer version."""

    row: Row
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


def highlight_changes(version: ArticleVersion, rows: list[Row]) -> list[HighlightChange]:
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


def text_rows(old: HasText, new: HasText, spots: list[tuple[int, int]], *, whole: bool) -> list[TextRow]:
    """All paragraphs in reading order, or only those that share a word with `spots` (code points of `old`)."""
    rows = []
    for pair in compare(old.text, new.text):
        if not whole and not (pair.old and any(a < pair.old[1] and pair.old[0] < b for a, b in spots)):
            continue
        before = old.text[slice(*pair.old)] if pair.old else ""
        after = new.text[slice(*pair.new)] if pair.new else ""
        pieces = {
            "removed": [Piece("removed", before)],
            "added": [Piece("added", after)],
            "changed": difference(before, after) if pair.kind == "changed" else [],
        }
        rows.append(TextRow(pair.kind, pieces.get(pair.kind, [Piece("same", after)])))
    return rows
