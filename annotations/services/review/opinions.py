"""Opinions of a blind second person or of a panel: each person's own rating, given before they see the others'."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from annotations.connections import atomic
from annotations.models import MINOR, ClaimReview, Newsroom, Opinion, Rating, User
from annotations.review.modes import OPINIONS_NEEDED, CountedOpinion, Mode, Phase, can_rate, check_can_rate, phase_of
from annotations.review.permissions import Refused
from annotations.services.claims.claims import stamp
from annotations.services.record import audit


def begin(review: ClaimReview) -> dict[str, Any]:
    """What a submission writes of its mode: the newsroom's rule, and whether the verdict is withheld at first.

    A correction that leaves the conclusion as it is needs one other person, whatever the mode.
    """
    # Held, so that the rule which the database compares with is the one that was read.
    newsroom = Newsroom.objects.select_for_update(no_key=True).filter(pk=1).first() or Newsroom(pk=1)
    mode = newsroom.sensitive_mode if review.claim.sensitive else newsroom.mode
    if review.number > 1 and review.correction_kind in MINOR:
        mode = Mode.ONE.value
    review.mode = mode
    return {"mode": mode, "sealed": mode == Mode.BLIND and not counted_opinions(review)}


def counted_opinions(review: ClaimReview) -> list[CountedOpinion]:
    """The opinions that count for the version as it stands."""
    if review.mode not in OPINIONS_NEEDED:
        return []
    return [CountedOpinion(opinion.by_id, opinion.rating) for opinion in Opinion.objects.counting_for(review)]


def phase(review: ClaimReview, given: list[CountedOpinion] | None = None) -> Phase:
    return phase_of(review.mode, review.status, review.rating, counted_opinions(review) if given is None else given)


def may_rate(review: ClaimReview, user: User) -> bool:
    """Whether `user` may rate the version now."""
    given = counted_opinions(review)
    authors = set(review.review_authors.values_list("user_id", flat=True))
    return can_rate(user, phase(review, given), authors, given)


def approvers(review: ClaimReview) -> set[int]:
    """Who has approved what was last submitted."""
    rows = review.approvals.filter(digest=review.digest, submitted_at=models.F("review__submitted_at"))
    return set(rows.values_list("by_id", flat=True))


def submission_of(review: ClaimReview) -> str:
    """Names what a page shows of a review, so that a rating is bound to it; tells nothing of its content."""
    return review.submitted_at.isoformat() if review.submitted_at else ""


@atomic
def rate(*, review: ClaimReview, by: User, rating: str, reason: str = "", submission: str | None = None) -> Opinion:
    """Say how `by` rates the claim by its evidence. It can't be taken back: others may have seen it since.

    `submission` says which one they had in front of them (`submission_of`); another one is refused.
    """
    row = ClaimReview.objects.locked(review)
    given = counted_opinions(row)
    authors = set(row.review_authors.values_list("user_id", flat=True))
    check_can_rate(by, phase(row, given), authors, given)
    if submission is not None and submission != submission_of(row):
        raise Refused("submitted_anew")
    if rating not in Rating.values:
        raise ValidationError({"rating": _("Choose the verdict that the evidence supports.")})
    opinion = Opinion.objects.create(
        review=row, by=by, phase=row.mode, rating=rating, proposed=row.rating, submitted_at=row.submitted_at,
        reason=reason.strip(),
    )  # fmt: skip
    if row.sealed:
        row.sealed = False
        row.save(update_fields=["sealed", "changed_at"])
    # Which rating it was stays with the opinion: whoever may still rate reads the history, too.
    data = {"version": row.number, "phase": opinion.phase}
    audit.record(by=by, verb="opinion.given", chain=row.claim, about=opinion, data=data)
    stamp(row.claim)
    return opinion
