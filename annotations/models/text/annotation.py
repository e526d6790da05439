"""Highlights, in the words of the W3C Web Annotation Data Model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from annotations.models.text.article import ArticleVersion

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def visible_to(self, user: User | Any) -> AnnotationQuerySet:
        """Highlights of claims, for anyone who is logged in and active, none for the public."""
        return self.filter(appearance__isnull=False) if user.is_authenticated and user.is_active else self.none()


#: Code points of a highlight, and of words quoted from a source.
MOST_QUOTE = 10_000


class Annotation(models.Model):
    """A highlight in one ArticleVersion. Where it lies is its newest AnnotationRange."""

    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="annotations")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="annotations")
    created_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: The article's revision when this highlight last changed, for live pages.
    revision = models.PositiveBigIntegerField(default=0)

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(removed_at=None, removed_by=None)
                | models.Q(removed_at__isnull=False, removed_by__isnull=False),
                name="annotation_removed_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"Annotation {self.pk}"

    @property
    def place(self) -> AnnotationRange:
        """Where it lies now; reads the prefetched ranges where there are some."""
        return max(self.ranges.all(), key=lambda place: place.pk)


class AnnotationRange(models.Model):
    """TextPositionSelector (start, end) and TextQuoteSelector (exact, prefix, suffix). Insert-only.

    Offsets are code points of the version's text, `end` exclusive.
    """

    annotation = models.ForeignKey(Annotation, on_delete=models.PROTECT, related_name="ranges")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(start__lt=models.F("end")), name="range_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"
