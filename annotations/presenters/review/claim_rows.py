"""A claim as a row of a list: its number, its newest version's state, and its verdict."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from django.utils.translation import gettext_lazy

from annotations.models import Claim, ClaimReview, SetAsideReason
from annotations.presenters.review.verdicts import Verdict, verdict_of
from annotations.review.states import Status
from annotations.wording.decisions import STATES

REASONS = dict(SetAsideReason.choices)
STATUS_WORDS = STATES | {Status.APPROVED: gettext_lazy("approved, not published")}


class ListedLabel(NamedTuple):
    words: str


class ListedReview(NamedTuple):
    """What a row tells of a claim's newest version; equal for all versions that are alike in it."""

    status: str
    sealed: bool
    retracted_at: datetime.datetime | None
    rating: str
    label: ListedLabel | None


class ListedClaim(NamedTuple):
    """What a row tells of a claim; `placed` is its first highlight in the article."""

    pk: int
    wording: str
    set_aside_at: datetime.datetime | None
    set_aside_reason: str
    created_by_id: int
    created_by: str
    placed: int | None

    def get_set_aside_reason_display(self) -> str:
        return str(REASONS.get(self.set_aside_reason, self.set_aside_reason))


C = TypeVar("C", Claim, ListedClaim)


@dataclass(slots=True)
class ClaimRow(Generic[C]):
    """A claim in a list, with its newest version where it has one."""

    claim: C
    number: int
    review: ClaimReview | ListedReview | None
    verdict: Verdict
    #: The code point where its first mark begins in the text beside it; None when it has none there.
    at: int | None = None

    @property
    def place(self) -> int:
        """`at`, or behind every text for rows without a mark."""
        return 1 << 40 if self.at is None else self.at

    @property
    def rating(self) -> str:
        """verified, disputed, unverifiable or none, whether proposed or decided."""
        return (self.review.rating if self.review and not self.review.sealed else "") or "none"

    @property
    def status(self) -> str:
        """The newest version's status, or aside."""
        return "aside" if self.claim.set_aside_at else str(self.review.status if self.review else Status.DRAFT)

    @property
    def lacks_verdict(self) -> bool:
        return self.rating == "none" and self.status in ("draft", "returned")

    @property
    def status_words(self) -> str:
        return str(STATUS_WORDS.get(Status(self.review.status), "")) if self.review else ""


ListedRow = ClaimRow[ListedClaim]


def rows_of(claims: list[Claim]) -> list[ClaimRow[Claim]]:
    """Rows for claims whose `reviews` are prefetched; numbered in the order they were made."""
    return numbered((claim, max(claim.reviews.all(), key=lambda r: r.number, default=None)) for claim in claims)


def numbered(
    pairs: Iterable[tuple[Any, Any]], verdict: Callable[[Any, Any], Verdict] = verdict_of
) -> list[ClaimRow[Any]]:
    """Rows of (claim, its newest version), numbered in the order they were made."""
    ordered = sorted(pairs, key=lambda pair: made(pair[0]))
    return [ClaimRow(claim, n, review, verdict(claim, review)) for n, (claim, review) in enumerate(ordered, 1)]


def made(claim: Any) -> tuple[bool, int]:
    """What claims are numbered by: the first highlight in the article; one whose highlight went elsewhere is last."""
    placed = getattr(claim, "placed", None)
    return placed is None, placed or claim.pk
