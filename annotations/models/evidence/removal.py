"""Content that had to go: what remains is its hash, the day, the ground and the two people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, models
from django.utils import timezone

from annotations.models.evidence.snapshot import Snapshot
from annotations.models.evidence.source import Source
from annotations.models.text.article import ArticleVersion

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class RemovalQuerySet(models.QuerySet["Removal"]):
    def visible_to(self, user: User | Any) -> RemovalQuerySet:
        """Removals of what `user` may see the detail of: of a protected source only its author and editors."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        hidden = Source.objects.exclude(pk__in=Source.objects.visible_to(user).values("pk"))
        return self.exclude(snapshot__source__in=hidden)

    def done(self) -> RemovalQuerySet:
        return self.filter(removed_at__isnull=False)

    def of_copies(self) -> RemovalQuerySet:
        """Removals that took the bytes of a copy, the first one first; `sha256` is then that of a Blob."""
        return self.done().filter(snapshot__isnull=False).order_by("pk")

    def hashes(self) -> models.QuerySet[Any]:
        """SHA-256 of the copies that were removed, for a condition."""
        return self.of_copies().order_by().values("sha256")

    def of_texts(self) -> RemovalQuerySet:
        """Removals that took the text of a version; `sha256` is then that of a text."""
        return self.done().filter(version__isnull=False)


class Removal(models.Model):
    """One person asks with a ground, another one decides. The tombstone of what was removed."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="removals")
    version = models.ForeignKey(
        ArticleVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="removals"
    )
    #: Of the bytes of the copy, or of the text of the version.
    sha256 = models.CharField(max_length=64)
    ground = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    #: None when it was declined.
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="removal_hash")]  # "is this one removed?", at each keeping
        constraints = [
            models.CheckConstraint(
                condition=models.Q(snapshot=None) ^ models.Q(version=None), name="removal_one_subject"
            ),
            models.CheckConstraint(condition=~models.Q(ground=""), name="removal_has_ground"),
            models.CheckConstraint(
                condition=models.Q(decided_by=None, decided_at=None, removed_at=None)
                | models.Q(decided_by__isnull=False, decided_at__isnull=False),
                name="removal_decision_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("asked_by")),
                name="removal_by_two",
            ),
            models.UniqueConstraint(
                fields=["snapshot"], condition=models.Q(decided_at=None), name="removal_snapshot_once"
            ),
            models.UniqueConstraint(
                fields=["version"], condition=models.Q(decided_at=None), name="removal_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Removal {self.pk}"

    def blank(self) -> None:
        """Take the content out of the rows; the database refuses it before the removal is decided."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT remove_content(%s)", [self.pk])
