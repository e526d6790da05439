"""A correction: the next version of a published verdict, on the same way as the first."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from annotations.connections import atomic
from annotations.models import Citation, Claim, ClaimReview, CorrectionKind, User
from annotations.review.content import OF_VERSION
from annotations.review.permissions import Permission, Refused, check_can
from annotations.review.states import Status
from annotations.services.claims.claims import stamp
from annotations.services.publishing.retractions import check_not_the_retracter
from annotations.services.record import audit
from annotations.services.review import checklist

CARRIED = ("source_id", "stance", "quoted_words", "shows", "locator", "no_copy_because", "snapshot_id",
           "quote_start", "quote_end")  # fmt: skip


@atomic
def correct(*, claim: Claim, by: User, reason: str, kind: str = CorrectionKind.FACTS) -> ClaimReview:
    """A new version with the published one's content. The old one stays published until this one is.

    `kind` is what readers are told it is; where the verdict comes to differ, the site says so instead.
    """
    check_can(by, Permission.DECIDE)
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is corrected; readers will see it.")})
    if kind not in CorrectionKind.values:
        raise ValidationError({"kind": _("Say what kind of correction it is.")})
    claim = Claim.objects.held(claim.pk)[claim.pk]
    public = ClaimReview.objects.select_for_update().filter(claim=claim).public().first()
    if public is None:
        raise Refused("not_published_to_correct")
    if (public.status == Status.RETRACTED) != (kind == CorrectionKind.REINSTATED):
        raise Refused("correct_or_reinstate")
    # Their reason would make them an author for good, and the version one that nobody could submit.
    check_not_the_retracter(public, [by.pk])
    if claim.reviews.open().exists():
        raise Refused("correction_on_its_way")
    carried = {name: getattr(public, name) for name in OF_VERSION}
    review = ClaimReview.objects.create(
        **{**carried, "correction_reason": reason, "correction_kind": kind},
        claim=claim,
        number=public.number + 1,
        author=by,
        changed_by=by,
    )
    checklist.carry(review, public, by)
    for citation in public.citations.filter(removed_at=None):
        copied = {name: getattr(citation, name) for name in CARRIED}
        Citation.objects.create(review=review, carried_from=citation, changed_by=by, **copied)
    data = {"version": review.number, "reason": reason, "kind": kind}
    audit.record(by=by, verb="review.correction_opened", chain=claim, about=review, data=data)
    stamp(claim)
    return review
