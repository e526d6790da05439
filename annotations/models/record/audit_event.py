"""Who did what, when: an append-only chain a claim, article, source or person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def visible_to(self, user: User | Any) -> AuditEventQuerySet:
        """Everything for admins and auditors; for the others all but what was done to accounts."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.all() if user.role in ("admin", "auditor") else self.exclude(chain_kind="user")


class AuditEvent(models.Model):
    """One step. `hash` covers the event before it in its chain and salted hashes of the values.

    Because values are covered by salted hashes only, a legal removal can blank `data` and `salt` and the
    chain still verifies.
    """

    chain_kind = models.CharField(max_length=12)
    chain_id = models.PositiveBigIntegerField()
    seq = models.PositiveIntegerField()
    prev_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    verb = models.CharField(max_length=40)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="audit_events"
    )
    object_kind = models.CharField(max_length=20)
    object_id = models.PositiveBigIntegerField()
    data = models.JSONField(default=dict)
    #: `{name: sha256(salt + canonical value)}` of what `data` held.
    value_hashes = models.JSONField(default=dict)
    salt = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["chain_kind", "chain_id", "seq"]
        indexes = [models.Index(fields=["-at", "-id"], name="audit_newest")]  # /history/
        constraints = [
            models.UniqueConstraint(fields=["chain_kind", "chain_id", "seq"], name="audit_seq_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.chain_kind} {self.chain_id} #{self.seq}: {self.verb}"


class AuditHead(models.Model):
    """The digest of every chain's tip on one day: a tail that was cut off shows."""

    day = models.DateField(unique=True)
    chains = models.PositiveIntegerField()
    events = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    #: How `digest` was made: 1 over all that stood as it was written, which nobody can repeat; 2 over the day's end.
    rule = models.PositiveSmallIntegerField(default=2, db_default=1)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.day}: {self.digest[:12]}"
