"""An article on paper: every claim of it with its verdict and its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from annotations.models import Citation, Claim, ClaimReview, User
from annotations.presenters.evidence.citations import CitationView, citation_views, for_views
from annotations.presenters.review.claim_rows import ClaimRow
from annotations.presenters.review.verdicts import Verdict
from annotations.presenters.words.rich_text import rich_text

#: Claims on one sheet; nobody prints more.
MOST = 500


@dataclass(frozen=True)
class SheetClaim:
    """One claim: its number and words, the verdict as lists tell it, and what the newest version says."""

    row: ClaimRow[Any]
    claim: Claim
    review: ClaimReview | None
    sources: list[CitationView]

    @property
    def verdict(self) -> Verdict:
        return self.row.verdict

    @property
    def is_withheld(self) -> bool:
        """While it is rated blind, a sheet that goes from hand to hand tells nobody what is proposed."""
        return self.review is None or self.review.sealed

    @property
    def summary(self) -> str:
        return "" if self.is_withheld or self.review is None else self.review.summary

    @property
    def how_checked(self) -> str:
        return "" if self.is_withheld or self.review is None else rich_text(self.review.how_checked)


def sheet_of(rows: list[ClaimRow[Any]], user: User) -> list[SheetClaim]:
    """The first 500 of `rows`, claims of an article in the order of its text, as `user` may see them."""
    keys = [row.claim.pk for row in rows[:MOST]]
    cited = for_views(Citation.objects.all())
    reviews = ClaimReview.objects.visible_to(user).filter(claim__in=keys).order_by("claim", "-number").distinct("claim")
    newest = {r.claim_id: r for r in reviews.prefetch_related(Prefetch("citations", cited, to_attr="cited"))}
    claims = Claim.objects.visible_to(user).select_related("claimant").in_bulk(keys)
    found = []
    for row in rows[:MOST]:
        review = newest.get(row.claim.pk)
        cited_here = getattr(review, "cited", [])  # read with it, above
        sources = citation_views(cited_here, user, bare=review.sealed) if review else []
        found.append(SheetClaim(row, claims[row.claim.pk], review, sources))
    return found
