"""Decisions of a second person: insert-only rows."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.newsroom.label import Rating
from annotations.models.review.claim_review import ClaimReview
from annotations.review.modes import Mode


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


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def counting_for(self, review: ClaimReview) -> OpinionQuerySet:
        """Those that count for the version as it stands.

        Whoever rated blind has seen the verdict since, so that opinion counts for every later submission of the
        version; a panel rates each submission anew. Who became an author since has no opinion.
        """
        found = self.filter(review=review, phase=review.mode).exclude(by__authored__review=review)
        if review.mode == Mode.PANEL:
            found = found.filter(submitted_at=review.submitted_at)
        return found.select_related("by").order_by("pk")


class Opinion(models.Model):
    """One person's own rating in one phase (a blind second verdict, a panel), before seeing others'."""

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="opinions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opinions")
    phase = models.CharField(max_length=10, choices=[("blind", _("Blind")), ("panel", _("Panel"))])
    rating = models.CharField(max_length=12, choices=Rating.choices)
    #: The rating that stood in the version as this one was given, and which submission that was.
    proposed = models.CharField(max_length=12, choices=Rating.choices, blank=True, db_default="")
    submitted_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "by", "phase", "submitted_at"], name="opinion_once_each_time"),
            models.CheckConstraint(condition=models.Q(rating__in=Rating.values), name="opinion_rating_known"),
        ]

    def __str__(self) -> str:
        return f"{self.by_id} on review {self.review_id}: {self.rating}"
