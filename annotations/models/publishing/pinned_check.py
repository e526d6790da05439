"""Fact-checks that an editor put on top of the front page."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from annotations.models.claims.claim import Claim


class PinnedCheck(models.Model):
    """The check of `claim` stands first as long as this row is there, the last pinned on top."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, primary_key=True, related_name="pin")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Claim {self.claim_id} on the front page"
