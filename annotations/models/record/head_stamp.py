"""What an outside authority signed of a day's head: that all of it was there at a moment (RFC 3161)."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone

from annotations.models.evidence.snapshot import Blob
from annotations.models.record.audit_event import AuditHead


class HeadStampQuerySet(models.QuerySet["HeadStamp"]):
    def covering(self, blob: Blob) -> HeadStamp | None:
        """The first stamp that says that these bytes were kept by then."""
        day = blob.created_at.astimezone(datetime.UTC).date()
        return self.filter(head__day__gte=day).select_related("head").order_by("head__day").first()


class HeadStamp(models.Model):
    """The authority's answer to the digests of a day: of the audit trail, and of all copies kept until its end."""

    head = models.OneToOneField(AuditHead, on_delete=models.PROTECT, related_name="stamp")
    copies = models.PositiveBigIntegerField()
    #: SHA-256 over the SHA-256 of each copy kept until the end of the day, in the order of their making.
    copies_digest = models.CharField(max_length=64)
    authority = models.URLField(max_length=300)
    #: The TimeStampResp as it came, DER.
    token = models.BinaryField()
    #: The moment that the authority signed.
    stamped_at = models.DateTimeField()
    created_at = models.DateTimeField(default=timezone.now)

    objects = HeadStampQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.head.day}, stamped {self.stamped_at.isoformat()}"
