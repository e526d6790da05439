"""A reader's report of an error on a published fact-check."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from annotations.models.claim import Claim


class CorrectionRequest(models.Model):
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="correction_requests")
    message = models.TextField()
    reply_to = models.EmailField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    outcome = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"Correction request {self.pk}"
