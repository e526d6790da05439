"""Pages on which a newsroom tells readers who it is and by what rules it works; each change is a new version."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PageKind(models.TextChoices):
    """What a page is about; the value is its place in the address."""

    ABOUT = "who-we-are", _("Who we are")
    METHODS = "methods", _("How we check")
    SELECTION = "selection", _("How we choose claims")
    CORRECTIONS = "corrections-policy", _("How we correct")
    FUNDING = "funding", _("Who pays for it")
    PEOPLE = "people", _("Who works here")
    COMPLAINTS = "complaints", _("How to reach us")


class NewsroomPageQuerySet(models.QuerySet["NewsroomPage"]):
    def newest(self) -> NewsroomPageQuerySet:
        """The last version of each page in each language."""
        return self.order_by("kind", "language", "-number").distinct("kind", "language")

    def published(self) -> NewsroomPageQuerySet:
        """What readers see: the last version of each page that somebody wrote and did not empty since."""
        return self.filter(pk__in=self.newest().values("pk")).exclude(text="")

    def once_public(self) -> NewsroomPageQuerySet:
        """Every version that readers saw."""
        return self.exclude(text="")


class NewsroomPage(models.Model):
    """One version of one page in one language; the database lets nobody change it."""

    kind = models.CharField(max_length=20, choices=PageKind.choices)
    #: One of settings.LANGUAGES.
    language = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    #: Light mark-up (presenters/words/rich_text.py); empty where the page was taken back.
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = NewsroomPageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "language", "number"], name="newsroom_page_number_unique")
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language}), version {self.number}"
