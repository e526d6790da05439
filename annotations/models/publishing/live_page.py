"""Where a fact-check appears for readers when the newsroom publishes in a CMS of its own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.claims.claim import Claim
from annotations.models.evidence.explained import Explained


class LiveState(models.TextChoices):
    """What the last look at the page found of our markup."""

    NEVER = "", _("Not looked at yet")
    EQUAL = "equal", _("The markup is there, as it should be")
    OTHER = "other", _("There is markup, and it says something else")
    LEFT = "left", _("It is retracted, and its markup is still there: take it out")
    MISSING = "missing", _("There is no markup of this fact-check")
    UNREACHED = "unreached", _("The page could not be fetched")


class LivePageQuerySet(models.QuerySet["LivePage"]):
    def standing(self) -> LivePageQuerySet:
        """Without those that were taken back."""
        return self.exclude(url="")


class LivePage(Explained):
    """The page of one claim's fact-check in the newsroom's own CMS; a worker looks at it now and then.

    One that was taken back stays without an address, so that programs learn of it (`ClaimReview.objects.changed`).
    """

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, primary_key=True, related_name="live_page")
    url = models.URLField(max_length=2000, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    #: From when on a worker looks at it.
    next_look_at = models.DateTimeField(default=timezone.now)
    looked_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=LiveState.choices, blank=True, default=LiveState.NEVER)
    #: Names of the properties that say something else, or why the page could not be fetched.
    detail = models.CharField(max_length=500, blank=True)

    objects = LivePageQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["next_look_at"], name="live_page_due")]  # what a worker takes next
        constraints = [models.CheckConstraint(condition=Q(state__in=LiveState.values), name="live_page_state_known")]

    def __str__(self) -> str:
        return self.url

    @property
    def is_waiting(self) -> bool:
        """Whether somebody asked for a look that has not been taken yet."""
        return self.looked_at is None or self.next_look_at <= timezone.now()
