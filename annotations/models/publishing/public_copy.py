"""A copy that an editor shows to readers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from annotations.models.evidence.snapshot import Snapshot


class PublicCopyQuerySet(models.QuerySet["PublicCopy"]):
    def public(self) -> PublicCopyQuerySet:
        """Copies that readers may see: not withdrawn, of no protected source, their content not removed by law."""
        gone = models.Exists(
            Snapshot.objects.filter(
                blob=models.OuterRef("snapshot__blob"),
                removals__removed_at__isnull=False,
                removals__snapshot__isnull=False,
            )
        )
        return self.filter(withdrawn_at=None, snapshot__source__protected=False).exclude(gone)

    def documents_last(self) -> PublicCopyQuerySet:
        """By age; behind them what belongs to another copy, so that the last one is the document where there is one."""
        return self.order_by(models.F("snapshot__part_of").asc(nulls_last=True), "pk")


class PublicCopy(models.Model):
    """Copies are private until somebody answers for showing one; withdrawing ends it."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="public_copies")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PublicCopyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot"], condition=models.Q(withdrawn_at=None), name="public_copy_once"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="public_copy_withdrawal_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"Copy {self.snapshot_id} for readers"
