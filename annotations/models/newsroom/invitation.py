"""An invitation: the only way to an account."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.utils import timezone

from annotations.models.newsroom.user import Role


def token_hash(token: str) -> str:
    """What is stored of an invitation's token, so that a copy of the database opens no door."""
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def usable(self) -> InvitationQuerySet:
        """Neither used, withdrawn nor past its seven days."""
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def with_token(self, token: str) -> InvitationQuerySet:
        return self.filter(token_sha256=token_hash(token))


class Invitation(models.Model):
    """One e-mail address asked to join in one role; the link works once."""

    email = models.EmailField()
    role = models.CharField(max_length=10, choices=Role.choices)
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(used_at=None, used_by=None) | models.Q(used_at__isnull=False, used_by__isnull=False),
                name="invitation_used_paired",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} as {self.role}"
