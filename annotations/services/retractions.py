"""What stands retracted, and who may bring it back."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from annotations.models import ClaimReview
from annotations.review.permissions import Refused
from annotations.review.states import Status


def retracted(review: ClaimReview) -> ClaimReview | None:
    """The version of the claim that stands retracted before readers, where there is one."""
    return ClaimReview.objects.filter(claim=review.claim_id, status=Status.RETRACTED).first()


def check_not_the_retracter(review: ClaimReview, people: Collection[int]) -> None:
    """Who took a fact-check back alone does not bring it back: two others do, one who writes and one who approves."""
    before = retracted(review)
    if before is not None and before.retraction_confirmed_at is None and before.retracted_by_id in people:
        raise Refused(
            _("%(person)s retracted this alone, so two other people have to publish it again.")
            % {"person": before.retracted_by}
        )
