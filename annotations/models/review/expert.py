"""An outside expert asked about one version of a verdict, by a link that opens nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import functions
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.review.claim_review import ClaimReview

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class ExpertLinkQuerySet(models.QuerySet["ExpertLink"]):
    def visible_to(self, user: User | Any) -> ExpertLinkQuerySet:
        return self.all() if user.is_authenticated and user.is_active else self.none()

    def usable(self) -> ExpertLinkQuerySet:
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class ExpertLink(models.Model):
    """The link itself is signed and stands in no table; this row tells whether it still opens."""

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="expert_links")
    name = models.CharField(max_length=200)
    #: What they are an expert in, and what ties them to the matter.
    field = models.CharField(max_length=300, blank=True)
    question = models.TextField(blank=True)
    expires_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=timezone.now, db_default=functions.Now())
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = ExpertLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by=None)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="expert_revoked_paired",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_usable(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class Judgement(models.TextChoices):
    AGREES = "agrees", _("I agree with the verdict")
    DISAGREES = "disagrees", _("I don't agree")
    DECLINES = "declines", _("I can't or would rather not say")
    COMMENTS = "comments", _("Only a comment")


class ExpertAnswer(models.Model):
    """What they said, of which content; insert-only (migration 0024)."""

    link = models.ForeignKey(ExpertLink, on_delete=models.PROTECT, related_name="answers")
    judgement = models.CharField(max_length=9, choices=Judgement.choices)
    comment = models.TextField(blank=True)
    #: SHA-256 of the content that they saw.
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, db_default=functions.Now())

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(judgement__in=Judgement.values), name="judgement_known"),
            models.CheckConstraint(
                condition=~models.Q(judgement="comments") | ~models.Q(comment=""), name="judgement_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.link_id}: {self.judgement}"
