"""Decisions of a second person: insert-only rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.claim_review import ClaimReview
from annotations.models.label import Rating


class Approval(models.Model):
    """Somebody who wrote nothing in this version stands for the content with this digest."""

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="approvals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="approvals")
    digest = models.CharField(max_length=64)
    #: Which submission it approves: a review sent back and submitted again needs a new one.
    submitted_at = models.DateTimeField()
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "by", "submitted_at"], name="approval_once"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} approved review {self.review_id}"


class Opinion(models.Model):
    """One person's own rating in one phase (a blind second verdict, a panel), before seeing others'."""

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="opinions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opinions")
    phase = models.CharField(max_length=10, choices=[("blind", _("Blind")), ("panel", _("Panel"))])
    rating = models.CharField(max_length=12, choices=Rating.choices)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "by", "phase"], name="opinion_once"),
            models.CheckConstraint(condition=models.Q(rating__in=Rating.values), name="opinion_rating_known"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} on review {self.review_id}: {self.rating}"
