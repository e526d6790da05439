"""A reader's report of an error on a published fact-check, and what two people answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.claims.claim import Claim

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class RequestOutcome(models.TextChoices):
    CORRECT = "correct", _("We correct it")
    STANDS = "stands", _("The fact-check stands")
    UNCLEAR = "unclear", _("The report can't be followed up")


class CorrectionRequestQuerySet(models.QuerySet["CorrectionRequest"]):
    def visible_to(self, user: User | Any) -> CorrectionRequestQuerySet:
        """Every report for anyone who is logged in and active, none for the public."""
        return self.all() if user.is_authenticated and user.is_active else self.none()


class CorrectionRequest(models.Model):
    """One person proposes outcome and answer, another one confirms them; only then the reader is told."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="correction_requests")
    message = models.TextField()
    #: Emptied once the answer was sent: it is kept for nothing else.
    reply_to = models.EmailField(blank=True)
    #: The version that readers saw when it was written.
    version = models.PositiveIntegerField(default=1, db_default=1)
    created_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=RequestOutcome.choices, blank=True)
    answer = models.TextField(blank=True, db_default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-created_at", "-id"], name="request_list")]  # /reports/
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", *RequestOutcome.values]), name="request_outcome_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", answered_by=None, answered_at=None)
                | (~models.Q(outcome="") & models.Q(answered_by__isnull=False, answered_at__isnull=False)),
                name="request_answer_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_by=None, closed_at=None)
                | models.Q(closed_by__isnull=False, closed_at__isnull=False, answered_by__isnull=False),
                name="request_closed_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_by=None) | ~models.Q(closed_by=models.F("answered_by")),
                name="request_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.pk}"
