"""Readers' reports of errors: one person proposes an answer, another one confirms it, and then it is sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from annotations.models import Claim, ClaimReview, CorrectionRequest, RequestOutcome, User
from annotations.review.permissions import Permission, Refused, check_can
from annotations.services.record import audit, mails

#: The same words within this time are the same report, sent twice.
SAME_WITHIN = timedelta(days=1)


@transaction.atomic
def report(*, review: ClaimReview, message: str, reply_to: str = "") -> CorrectionRequest:
    """Keep what a reader says of the version in front of them. The history tells that, not what was said by whom.

    The same words sent again (a second press, a reload) are the same report.
    """
    Claim.objects.held(review.claim_id)
    same = CorrectionRequest.objects.filter(
        claim=review.claim_id, message=message, reply_to=reply_to, created_at__gte=timezone.now() - SAME_WITHIN
    ).first()
    if same is not None:
        return same
    made = CorrectionRequest.objects.create(
        claim=review.claim, version=review.number, message=message, reply_to=reply_to
    )
    audit.record(by=None, verb="report.received", chain=review.claim, about=made, data={"version": review.number})
    return made


@transaction.atomic
def answer(*, report: CorrectionRequest, by: User, outcome: str, words: str) -> CorrectionRequest:
    """Propose what the reader is told; whoever proposes anew stands for the new words."""
    check_can(by, Permission.WRITE)
    row = _open(report)
    if outcome not in RequestOutcome.values:
        raise ValidationError({"outcome": _("Choose what comes of it.")})
    if not words.strip():
        raise ValidationError({"answer": _("Write what the reader is told.")})
    row.outcome, row.answer = outcome, "\n".join(words.strip().splitlines())
    row.answered_by, row.answered_at = by, timezone.now()
    row.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    _record(row, by, "report.answered", {"outcome": outcome, "reason": row.answer})
    return row


@transaction.atomic
def confirm(*, report: CorrectionRequest, by: User, words: str, address: str) -> CorrectionRequest:
    """An editor who did not propose it confirms the answer whose `words` were shown; it goes out to the reader.

    `address` is where the reader finds the fact-check.
    """
    check_can(by, Permission.DECIDE)
    row = _open(report)
    if not row.outcome:
        raise Refused("no_answer_proposed")
    if row.answered_by_id == by.pk:
        raise Refused("confirms_own_answer")
    if words != row.answer:
        raise Refused("answer_changed")
    row.closed_by, row.closed_at = by, timezone.now()
    if row.reply_to:
        _send(row, address)
    row.reply_to = ""
    row.save(update_fields=["closed_by", "closed_at", "reply_to"])
    _record(row, by, "report.closed", {"outcome": row.outcome})
    return row


def _open(report: CorrectionRequest) -> CorrectionRequest:
    """The row as it is now, held until the transaction ends."""
    row = CorrectionRequest.objects.select_for_update(of=("self",)).select_related("claim").get(pk=report.pk)
    if row.closed_at:
        raise Refused("report_answered")
    return row


def _send(row: CorrectionRequest, address: str) -> None:
    with translation.override(settings.LANGUAGE_CODE):  # the reader's is not known
        body = _("You reported an error in this fact-check:\n%(address)s\n\n%(outcome)s.\n\n%(answer)s\n")
        values = {"address": address, "outcome": row.get_outcome_display(), "answer": row.answer}
        mails.send(to=row.reply_to, subject=_("Your report to the fact-checkers"), body=body % values)


def _record(row: CorrectionRequest, by: User, verb: str, data: dict[str, Any]) -> None:
    audit.record(by=by, verb=verb, chain=row.claim, about=row, data=data)
