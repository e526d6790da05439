"""Where a claim was said."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from annotations.models.claims.claim import Claim
from annotations.models.text.annotation import Annotation


class AppearanceQuerySet(models.QuerySet["Appearance"]):
    def standing(self) -> AppearanceQuerySet:
        """Places that still count: not highlights that were taken away."""
        return self.filter(models.Q(annotation=None) | models.Q(annotation__removed_at=None))


class Appearance(models.Model):
    """Where a claim was said: a highlight, or any other place."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="appearances")
    annotation = models.OneToOneField(
        Annotation, on_delete=models.PROTECT, null=True, blank=True, related_name="appearance"
    )
    url = models.URLField(max_length=2000, blank=True, default="", db_default="")
    description = models.CharField(max_length=300, blank=True, default="", db_default="")
    #: Place in a recording, as people write it: 1:04:30.
    time_code = models.CharField(max_length=20, blank=True, default="", db_default="")
    said_on = models.DateField(null=True, blank=True)
    is_first = models.BooleanField(default=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(annotation__isnull=False) | ~models.Q(url="") | ~models.Q(description=""),
                name="appearance_says_where",
            ),
            models.UniqueConstraint(fields=["claim"], condition=models.Q(is_first=True), name="appearance_one_first"),
        ]

    def __str__(self) -> str:
        return self.url or self.description or f"highlight {self.annotation_id}"
