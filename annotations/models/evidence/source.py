"""A cited work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class SourceType(models.TextChoices):
    PRIMARY = "primary", _("Primary")
    SECONDARY = "secondary", _("Secondary")
    EXPERT = "expert", _("Expert")
    REPLY = "reply", _("Reply from the person")
    FACT_CHECK = "fact_check", _("Fact-check by others")


class Health(models.TextChoices):
    """What the newest fetch of a source's address found."""

    SAME = "same", _("As we kept it")
    CHANGED = "changed", _("Changed since")
    GONE = "gone", _("Gone")
    WALLED = "walled", _("Behind a wall")
    UNREACHABLE = "unreachable", _("Can't be reached")


class SourceQuerySet(models.QuerySet["Source"]):
    def visible_to(self, user: User | Any) -> SourceQuerySet:
        """Sources whose detail `user` may read: a protected one only its author and editors."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        if user.role == "editor":
            return self.all()
        return self.filter(models.Q(protected=False) | models.Q(added_by=user))


class Source(models.Model):
    """A document by address or upload. A protected one is never fetched and shown to few."""

    url = models.URLField(max_length=2000, blank=True)
    url_key = models.CharField(max_length=2000, blank=True)
    #: The key of the address where its page says it lives, or to which it sent us.
    canonical_key = models.CharField(max_length=2000, blank=True, db_default="")
    #: Of an address in a web archive: what it is a copy of, the key of that address, and when the copy was made.
    original_url = models.CharField(max_length=2000, blank=True, db_default="")
    original_key = models.CharField(max_length=2000, blank=True, db_default="")
    archived_at = models.DateTimeField(null=True, blank=True)
    title = models.CharField(max_length=500, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    authors = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True, blank=True)
    type = models.CharField(max_length=10, choices=SourceType.choices, default=SourceType.PRIMARY)
    #: Of a fact-check by others: what it ruled, in its own words.
    ruled = models.CharField(max_length=120, blank=True, db_default="")
    interest = models.CharField(max_length=300, blank=True)
    #: Of a secondary source: why no primary one is cited.
    why_no_primary = models.CharField(max_length=300, blank=True, db_default="")
    #: What a picture shows, for those who can't see it.
    alt_text = models.CharField(max_length=500, blank=True, db_default="")
    #: Where title, publisher, authors and published_on are from: `{name: "document" or "person"}`.
    facts_from = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    protected = models.BooleanField(default=False)
    health = models.CharField(max_length=11, choices=Health.choices, blank=True, db_default="")
    #: A copy that looked like something else, which somebody has said is the document.
    confirmed_copy = models.ForeignKey(
        "annotations.Snapshot", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: When its address was last fetched to an end, and when the watch fetches it again.
    checked_at = models.DateTimeField(null=True, blank=True)
    next_check_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sources")
    created_at = models.DateTimeField(default=timezone.now)

    objects = SourceQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="source_list"),  # /sources/
            # The library's filter by publisher.
            GinIndex(OpClass(Upper("publisher"), "gin_trgm_ops"), name="source_publisher", fastupdate=False),
            # "We hold this already", when an address is cited; never a protected one.
            models.Index(
                fields=["url_key"],
                name="source_url_key",
                condition=models.Q(protected=False) & ~models.Q(url_key=""),
            ),
            models.Index(
                fields=["canonical_key"],
                name="source_canonical_key",
                condition=models.Q(protected=False) & ~models.Q(canonical_key=""),
            ),
            models.Index(
                fields=["original_key"],
                name="source_original_key",
                condition=models.Q(protected=False) & ~models.Q(original_key=""),
            ),
            # The watch's sweep.
            models.Index(fields=["next_check_at"], name="source_due", condition=models.Q(next_check_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(health__in=["", *Health.values]), name="source_health_known"),
            models.CheckConstraint(condition=models.Q(type__in=SourceType.values), name="source_type_known"),
        ]

    def __str__(self) -> str:
        return f"Source {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("source", args=[self.pk])
