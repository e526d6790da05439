"""The desk in the demo: who goes on with what by when, and what readers wrote."""

from __future__ import annotations

import datetime

from django.utils import timezone

from annotations.models import ClaimReview, User
from annotations.review.states import Status
from annotations.services.publishing import reports
from annotations.services.review import assignments


def load(people: dict[str, User]) -> None:
    """One claim is overdue, one is a certain editor's; one report waits for its answer, one for the second editor."""
    today = timezone.localdate()
    editors = [person for person in people.values() if person.role == "editor"]
    drafts = ClaimReview.objects.filter(status__in=[Status.DRAFT, Status.RETURNED]).select_related("claim")
    waiting = ClaimReview.objects.filter(status=Status.IN_REVIEW).select_related("claim").order_by("pk")
    for review in drafts.filter(claim__set_aside_at=None).order_by("pk")[:1]:
        assignments.assign(claim=review.claim, by=editors[0], due_on=today - datetime.timedelta(days=1))
    for review in waiting[:1]:
        wrote = set(review.review_authors.values_list("user", flat=True))
        decides = next(editor for editor in editors if editor.pk not in wrote)
        tomorrow = today + datetime.timedelta(days=1)
        assignments.assign(claim=review.claim, by=editors[0], reviewer=decides, due_on=tomorrow)
    public = list(ClaimReview.objects.public().select_related("claim").order_by("pk")[:2])
    reports.report(review=public[0], message="The bulletin of 4 November gives another figure for the second week.")
    second = reports.report(
        review=public[-1],
        message="The council's page has moved; the link leads nowhere.",
        reply_to="reader@home.example",
    )
    words = "Thank you. Our copy of the page is from before the move, and the figures are the same."
    reports.answer(report=second, by=editors[0], outcome="stands", words=words)
