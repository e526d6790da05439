"""Who may be called an author of a version."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import functions
from django.utils import timezone

from annotations.models.review.claim_review import ClaimReview


class ReviewAuthor(models.Model):
    """Who changed the content of a version. Filled by a database trigger, insert-only."""

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="review_authors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="authored")
    created_at = models.DateTimeField(default=timezone.now, db_default=functions.Now())

    class Meta:
        indexes = [models.Index(fields=["user", "-id"], name="review_author_newest")]  # /mine/
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="review_author_unique")]

    def __str__(self) -> str:
        return f"{self.user_id} wrote review {self.review_id}"
