"""Right of reply: who was asked when and how, until when, and what they answered."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.connections import atomic
from annotations.days import FIRST, LAST, begins
from annotations.models import Asked, Claim, Contact, ContactOutcome, User
from annotations.review.permissions import Permission, Refused, can_edit, check_can, check_can_edit
from annotations.services.claims.claims import stamp
from annotations.services.record import audit
from annotations.services.review import claim_reviews


@atomic
def log(
    *,
    claim: Claim,
    by: User,
    whom: str,
    channel: str,
    question: str,
    asked_at: datetime.datetime,
    due_at: datetime.datetime | None = None,
    into_draft: bool = False,
) -> Contact:
    """Write down that somebody was asked; `into_draft` says so in the open version, too, where it can be written."""
    check_can(by, Permission.WRITE)
    if asked_at > timezone.now():
        raise ValidationError({"asked_at": _("This lies in the future. Log it once they have been asked.")})
    for name, moment in (("asked_at", asked_at), ("due_at", due_at)):
        if moment and not begins(FIRST) <= moment <= begins(LAST):
            raise ValidationError({name: _("This day lies too far away.")})
    if due_at and due_at < asked_at:
        raise ValidationError({"due_at": _("The time to answer ends before they were asked.")})
    row, review = claim_reviews.lock_newest(claim)
    contact = Contact.objects.create(
        claim=row, whom=whom, channel=channel, question=question, asked_at=asked_at, due_at=due_at, created_by=by
    )
    if into_draft and can_edit(by, review.status):
        changes: dict[str, Any] = {"asked": Asked.YES.value}
        if review.asked_on is None:
            changes["asked_on"] = timezone.localdate(asked_at)
        claim_reviews.save_draft(review=review, by=by, changes=changes)
    audit.record(by=by, verb="contact.logged", chain=row, about=contact, data={"channel": channel})
    stamp(row)
    return contact


@atomic
def close(*, contact: Contact, by: User, outcome: str, answer: str = "") -> Contact:
    """Write down what came of it, once."""
    check_can(by, Permission.WRITE)
    Claim.objects.held(contact.claim_id)
    row = Contact.objects.select_for_update(of=("self",)).select_related("claim__article").get(pk=contact.pk)
    if row.outcome:
        raise Refused("outcome_written")
    if outcome not in ContactOutcome.values or not outcome:
        raise ValidationError({"outcome": _("Choose what came of it.")})
    if outcome == ContactOutcome.ANSWERED and not answer.strip():
        raise ValidationError({"answer": _("Write what they answered.")})
    row.outcome, row.answer, row.answered_at, row.closed_by = outcome, answer.strip(), timezone.now(), by
    row.save(update_fields=["outcome", "answer", "answered_at", "closed_by"])
    audit.record(by=by, verb="contact.closed", chain=row.claim, about=row, data={"outcome": outcome})
    stamp(row.claim)
    return row


@atomic
def use_answer(*, contact: Contact, by: User) -> None:
    """Put what they answered into the draft, where readers will see it; an answer that stands there is kept above."""
    _claim, review = claim_reviews.lock_newest(contact.claim)
    contact = Contact.objects.get(pk=contact.pk)
    check_can_edit(by, review.status)
    if not contact.answer or contact.answer in review.answer:
        raise Refused("answer_held")
    text = "\n\n".join(part for part in (review.answer.strip(), contact.answer) if part)
    asked_on = review.asked_on or timezone.localdate(contact.asked_at)
    changes = {"asked": Asked.YES.value, "asked_on": asked_on, "answer": text}
    claim_reviews.save_draft(review=review, by=by, changes=changes)
