"""Something about a cited document changed after the verdict that cites it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.evidence.citation import Citation
from annotations.models.evidence.snapshot import Snapshot
from annotations.models.evidence.source import Source

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class EvidenceKind(models.TextChoices):
    QUOTE_GONE = "quote_gone", _("The quoted words are gone")
    NEAR = "near", _("Changed near the quoted words")
    GONE = "gone", _("The page is gone")
    WALLED = "walled", _("The page asks for a log-in, money or consent")
    MOVED = "moved", _("The page moved to another address")
    UNREACHABLE = "unreachable", _("The page can't be reached")


class Outcome(models.TextChoices):
    STANDS = "stands", _("The verdict stands")
    CORRECT = "correct", _("The verdict needs a correction")
    REPLACED = "replaced", _("Another source or copy stands in")
    IRRELEVANT = "irrelevant", _("The change does not matter")
    BACK = "back", _("The page is as it was again")


class EvidenceChangeQuerySet(models.QuerySet["EvidenceChange"]):
    def visible_to(self, user: User | Any) -> EvidenceChangeQuerySet:
        """Changes of sources whose detail `user` may read; a protected source is never fetched, so it has none."""
        return self.filter(source__in=Source.objects.visible_to(user))

    def open(self) -> EvidenceChangeQuerySet:
        return self.filter(outcome="")


class EvidenceChange(models.Model):
    """One thing that changed, who looks after it, and what came of it."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="changes")
    #: Whose quoted words it is about; None for the page as a whole.
    citation = models.ForeignKey(Citation, on_delete=models.PROTECT, null=True, blank=True, related_name="changes")
    kind = models.CharField(max_length=12, choices=EvidenceKind.choices)
    #: The copy that counted, and the attempt that found the change.
    copy = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    attempt = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence_changes"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)
    #: None where the site closed it by itself.
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-created_at", "-id"], name="evidence_list")]  # /evidence/
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=EvidenceKind.values), name="evidence_kind_known"),
            models.CheckConstraint(
                condition=models.Q(outcome="", closed_at=None)
                | (~models.Q(outcome="") & models.Q(closed_at__isnull=False)),
                name="evidence_closed_paired",
            ),
            # The same thing found every week is one row, until somebody closes it.
            models.UniqueConstraint(
                fields=["source", "citation", "kind"],
                condition=models.Q(outcome=""),
                nulls_distinct=False,
                name="evidence_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: source {self.source_id}"
