"""Markup of published versions as it was made last, so that a change makes only what changed anew."""

from __future__ import annotations

from django.db import models

from annotations.models.review.claim_review import ClaimReview


class PublishedMarkup(models.Model):
    """A version's element of the feed. Whether it still holds, its mark tells (exports/elements.py)."""

    review = models.OneToOneField(ClaimReview, on_delete=models.CASCADE, primary_key=True, related_name="markup")
    #: A hash of all that it was made from.
    mark = models.CharField(max_length=32)
    #: The DataFeedItem as JSON.
    element = models.TextField()

    def __str__(self) -> str:
        return f"markup of review {self.review_id}"
