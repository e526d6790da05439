"""The queue of what must be fetched. These rows are the truth; Celery only rings a bell."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.evidence.explained import Explained
from annotations.models.evidence.source import Source
from annotations.models.text.article import Article


class FetchState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be fetched")
    FETCHING = "fetching", _("Fetching")
    DONE = "done", _("Kept")
    FAILED = "failed", _("Failed")


class Fetch(Explained):
    """One document to get. Claimed by a worker with a token and a lease; a late worker writes nothing."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="fetches")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="fetches")
    url = models.URLField(max_length=2000)
    reason = models.CharField(max_length=20, default="added")
    #: 0 for a person who waits, 5 for scheduled work.
    priority = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=FetchState.choices, default=FetchState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    claim_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            # Workers claim by this order.
            models.Index(
                fields=["priority", "next_try_at", "id"],
                name="fetch_queue",
                condition=models.Q(state__in=["waiting", "fetching"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=FetchState.values), name="fetch_state_known"),
            models.CheckConstraint(condition=models.Q(source=None) ^ models.Q(article=None), name="fetch_one_subject"),
            models.CheckConstraint(
                condition=models.Q(state="fetching", claim_token__isnull=False, lease_until__isnull=False)
                | (~models.Q(state="fetching") & models.Q(claim_token=None, lease_until=None)),
                name="fetch_claim_paired",
            ),
            # A double press of "Try again" makes one fetch.
            models.UniqueConstraint(
                fields=["source"],
                condition=models.Q(state__in=["waiting", "fetching"]),
                name="fetch_source_once",
            ),
            models.UniqueConstraint(
                fields=["article"],
                condition=models.Q(state__in=["waiting", "fetching"]),
                name="fetch_article_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Fetch {self.pk}: {self.state}"


class HostPace(models.Model):
    """When a host may be asked next: one request at a time with a pause, across all workers."""

    host = models.CharField(max_length=255, primary_key=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.host
