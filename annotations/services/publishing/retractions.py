"""What stands retracted, who confirms it, and who may bring it back."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from annotations.connections import atomic
from annotations.models import ClaimReview, User
from annotations.review.permissions import Permission, Refused, check_can
from annotations.review.states import Status
from annotations.services.record import audit


def retracted(review: ClaimReview) -> ClaimReview | None:
    """The version of the claim that stands retracted before readers, where there is one."""
    return ClaimReview.objects.filter(claim=review.claim_id, status=Status.RETRACTED).first()


def check_not_the_retracter(review: ClaimReview, people: Collection[int]) -> None:
    """Who took a fact-check back alone does not bring it back: two others do, one who writes and one who approves."""
    before = retracted(review)
    if before is not None and before.retraction_confirmed_at is None and before.retracted_by_id in people:
        raise Refused("retracted_alone", person=str(before.retracted_by))


@atomic
def confirm_retraction(*, review: ClaimReview, by: User) -> ClaimReview:
    """The second editor's signature under a retraction."""
    check_can(by, Permission.DECIDE)
    review = ClaimReview.objects.locked(review)
    if review.status != Status.RETRACTED or review.retraction_confirmed_at:
        raise Refused("no_retraction_waits")
    if review.retracted_by_id == by.pk:
        raise Refused("confirms_own_retraction")
    review.retraction_confirmed_at, review.retraction_confirmed_by = timezone.now(), by
    review.save(update_fields=["retraction_confirmed_at", "retraction_confirmed_by"])
    audit.record(by=by, verb="review.retraction_confirmed", chain=review.claim, about=review)
    return review
