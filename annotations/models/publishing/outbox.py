"""Pages whose markup other programs are told of, and what they were told last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from annotations.models.claims.claim import Claim
from annotations.models.evidence.explained import Explained

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class OutboxPageQuerySet(models.QuerySet["OutboxPage"]):
    def visible_to(self, user: User | Any) -> OutboxPageQuerySet:
        """All of them for whoever is logged in: they tell of nothing but what readers see."""
        return self.all() if user.is_authenticated and user.is_active else self.none()

    def waiting(self) -> OutboxPageQuerySet:
        """Changed since they were sent, or never sent."""
        return self.filter(Q(sent_at=None) | Q(sent_at__lt=F("changed_at")))


class OutboxPage(Explained):
    """One address with markup on it: our page of a claim, or one in the newsroom's own CMS, with all claims on it.

    `why`: of the last push that failed.
    """

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="outbox_page")
    url = models.URLField(max_length=2000, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    #: Who said that they sent it; None for the push.
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: What was sent (markup/markup_page.py); None where nothing stands there, as after a deletion.
    sent_body = models.JSONField(null=True, blank=True)
    #: What the program that took it calls it, `pages/…`, and the version that the next one replaces.
    name = models.CharField(max_length=200, blank=True)
    version_id = models.CharField(max_length=200, blank=True)
    #: Until when a worker is at it; what is changed meanwhile waits for it.
    leased_until = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)

    objects = OutboxPageQuerySet.as_manager()

    class Meta:
        indexes = [
            # What waits, oldest first, and what a worker pushes next.
            models.Index(
                fields=["changed_at", "id"],
                name="outbox_waiting",
                condition=Q(sent_at=None) | Q(sent_at__lt=F("changed_at")),
            ),
            models.Index(fields=["-sent_at", "-id"], name="outbox_sent", condition=Q(sent_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(claim=None) ^ Q(url=""), name="outbox_page_one_address"),
            models.UniqueConstraint(fields=["url"], condition=~Q(url=""), name="outbox_page_url_once"),
        ]

    def __str__(self) -> str:
        return self.url or f"page of claim {self.claim_id}"
