"""What an outlet did with the words of a claim after they were marked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.claims.claim import Claim
from annotations.models.text.article import ArticleVersion


class ChangeKind(models.TextChoices):
    REMOVED = "removed", _("removed this")
    REWORDED = "reworded", _("reworded this")
    CORRECTED = "corrected", _("corrected this")


class OutletChange(models.Model):
    """Confirmed by a person, who compared two versions."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="outlet_changes")
    #: The version in which the words are gone or others.
    version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="outlet_changes")
    kind = models.CharField(max_length=9, choices=ChangeKind.choices)
    noticed_on = models.DateField()
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "version"], name="outlet_change_once"),
            models.CheckConstraint(condition=models.Q(kind__in=ChangeKind.values), name="outlet_change_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.noticed_on}"
