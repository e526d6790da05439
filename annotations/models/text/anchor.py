"""Where a highlight lies in another version of its article."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.text.annotation import Annotation
from annotations.models.text.article import ArticleVersion


class AnchorStatus(models.TextChoices):
    EXACT = "exact", _("Same words")
    MOVED = "moved", _("Same words, new place")
    CHANGED = "changed", _("Wording changed")
    LOST = "lost", _("Not found in this version")


#: What a person is asked about.
IN_DOUBT = (AnchorStatus.CHANGED, AnchorStatus.LOST)


class AnchorQuerySet(models.QuerySet["Anchor"]):
    def to_decide(self) -> AnchorQuerySet:
        """Changed or lost, of highlights that stand, and no person has said what it is."""
        open_ones = self.filter(status__in=IN_DOUBT, decided_by=None)
        return open_ones.filter(annotation__removed_at=None, annotation__appearance__isnull=False)


class Anchor(models.Model):
    """Computed from the annotation's own version straight to `version`, never along a chain."""

    annotation = models.ForeignKey(Annotation, on_delete=models.PROTECT, related_name="anchors")
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="anchors")
    status = models.CharField(max_length=8, choices=AnchorStatus.choices)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    #: For a lost one, where it may lie after all: offered to a person, never taken by itself.
    candidate_start = models.PositiveIntegerField(null=True, blank=True)
    candidate_end = models.PositiveIntegerField(null=True, blank=True)
    score = models.FloatField(default=0.0)
    method = models.CharField(max_length=20)
    #: The person who decided; None for the machine. A person's decision is never overwritten.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: Moves on with each decision, which tells a person's second thought from the machine's.
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = AnchorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["annotation", "version"], name="anchor_unique"),
            models.CheckConstraint(condition=models.Q(status__in=AnchorStatus.values), name="anchor_status_known"),
            models.CheckConstraint(
                condition=models.Q(status="lost", start=None, end=None)
                | (~models.Q(status="lost") & models.Q(start__isnull=False, end__isnull=False)),
                name="anchor_lost_iff_no_range",
            ),
            models.CheckConstraint(
                condition=models.Q(start=None) | models.Q(start__lt=models.F("end")),
                name="anchor_range_not_empty",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None, decided_at=None)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="anchor_decision_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(candidate_start=None, candidate_end=None)
                | models.Q(candidate_start__lt=models.F("candidate_end")),
                name="anchor_candidate_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.annotation_id} in {self.version_id}: {self.status}"

    @property
    def in_doubt(self) -> bool:
        return self.status in IN_DOUBT

    @property
    def is_open(self) -> bool:
        """Whether a person should say what it is."""
        return self.in_doubt and self.decided_by_id is None
