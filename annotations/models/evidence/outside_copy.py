"""Copies of a source in archives that are not ours."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.evidence.explained import Explained
from annotations.models.evidence.source import Source


class OutsideState(models.TextChoices):
    WAITING = "waiting", _("Asked")
    DONE = "done", _("Kept there")
    NONE = "none", _("No copy there")
    FAILED = "failed", _("Failed")


class OutsideCopy(Explained):
    """What a person asked an archive for, how far it is, and where the copy stands."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="outside_copies")
    #: Name of a provider in annotations/archives/.
    archive = models.CharField(max_length=20)
    state = models.CharField(max_length=7, choices=OutsideState.choices, default=OutsideState.WAITING)
    #: What the archive calls its work on it.
    job = models.CharField(max_length=120, blank=True)
    url = models.CharField(max_length=2200, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], name="outside_due", condition=models.Q(state="waiting")),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=OutsideState.values), name="outside_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state="done") | (~models.Q(url="") & models.Q(made_at__isnull=False)),
                name="outside_done_has_address",
            ),
            models.UniqueConstraint(
                fields=["source", "archive"], condition=models.Q(state="waiting"), name="outside_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.archive}: source {self.source_id}, {self.state}"
