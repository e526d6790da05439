"""Whose turn it is: assigned by an editor, taken, handed back; with a day by which it is due."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from annotations.connections import atomic
from annotations.models import AuditEvent, Claim, ClaimReview, User
from annotations.review.permissions import Permission, Refused, can, check_can
from annotations.review.states import WRITABLE
from annotations.services.claims.claims import stamp
from annotations.services.record import audit

#: Says "as it is", where None says "nobody".
KEEP: Any = object()
#: Overdue versions that are told of in one go.
MOST_AT_ONCE = 500


@atomic
def assign(
    *,
    claim: Claim,
    by: User,
    checker: User | None = KEEP,
    reviewer: User | None = KEEP,
    due_on: datetime.date | None = KEEP,
) -> Claim:
    """An editor says who writes, who decides, and by when. What is not named stays as it is."""
    check_can(by, Permission.DECIDE)
    row, review = _held(claim)
    asked = {"checker": checker, "reviewer": reviewer, "due_on": due_on}
    changes: dict[str, Any] = {name: value for name, value in asked.items() if value is not KEEP}
    if changes.get("checker") is not None and not can(changes["checker"], Permission.WRITE):
        raise ValidationError({"checker": _("This person can't write claims.")})
    if changes.get("reviewer") is not None:
        _check_reviewer(changes["reviewer"], review)
    return _write(row, by, changes)


@atomic
def take(*, claim: Claim, by: User) -> Claim:
    """The next step is mine: writing while it is a draft or returned, deciding after it was submitted."""
    check_can(by, Permission.WRITE)
    row, review = _held(claim)
    if review.status in WRITABLE:
        return _write(row, by, {"checker": by})
    _check_reviewer(by, review)
    return _write(row, by, {"reviewer": by})


@atomic
def hand_back(*, claim: Claim, by: User) -> Claim:
    """Not mine after all: the author's turn again, or any editor's."""
    check_can(by, Permission.WRITE)
    row, review = _held(claim)
    slot = "checker" if review.status in WRITABLE else "reviewer"
    if getattr(row, f"{slot}_id") != by.pk:
        raise Refused("not_assigned")
    return _write(row, by, {slot: None})


def tell_overdue() -> int:
    """Write down, once for each day by which it was due, what is overdue; whoever holds it is told. The number written.

    So many at a time; the next ones at the next hour.
    """
    told = AuditEvent.objects.filter(chain_kind="claim", verb="claim.overdue")
    for_its_day = told.annotate(day=KT("data__due_on")).filter(
        chain_id=OuterRef("claim"), day=Cast(OuterRef("claim__due_on"), TextField())
    )
    untold = ClaimReview.objects.with_holder().overdue().exclude(Exists(for_its_day))
    written = 0
    for review in untold.select_related("claim")[:MOST_AT_ONCE]:
        day = review.claim.due_on.isoformat() if review.claim.due_on else ""
        with transaction.atomic():
            Claim.objects.held(review.claim_id)
            if told.filter(chain_id=review.claim_id, data__due_on=day).exists():
                continue
            data = {"due_on": day, "holder": review.holder}  # type: ignore[attr-defined]
            audit.record(by=None, verb="claim.overdue", chain=review.claim, data=data)
            written += 1
    return written


def _held(claim: Claim) -> tuple[Claim, ClaimReview]:
    """The claim and its open version as they are now, the claim held until the transaction ends."""
    row = Claim.objects.held(claim.pk)[claim.pk]
    review = ClaimReview.objects.filter(claim=row).open().first()
    if review is None or row.set_aside_at:
        raise Refused("waits_for_nobody")
    return row, review


def _check_reviewer(person: User, review: ClaimReview) -> None:
    if not can(person, Permission.DECIDE):
        raise ValidationError({"reviewer": _("Only an editor may decide this.")})
    if review.review_authors.filter(user=person).exists():
        raise ValidationError(
            {"reviewer": _("%(person)s wrote part of it, so another editor must decide.") % {"person": person}}
        )


def _write(row: Claim, by: User, changes: dict[str, Any]) -> Claim:
    changes = {name: value for name, value in changes.items() if getattr(row, name) != value}
    if not changes:
        return row
    before = audit.values_of(row, changes)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))
    said: dict[str, Any] = {"before": before}
    said |= {name: value.pk if isinstance(value, User) else value for name, value in changes.items()}
    audit.record(by=by, verb="claim.assigned", chain=row, data=said)
    stamp(row)
    return row
