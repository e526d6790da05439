"""The thing that is checked, and each immutable text of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class Direction(models.TextChoices):
    LTR = "ltr", _("Left to right")
    RTL = "rtl", _("Right to left")


class Recheck(models.IntegerChoices):
    """How often an article's address is fetched again, in hours."""

    NEVER = 0, _("Only when somebody asks")
    HOURLY = 1, _("Every hour")
    DAILY = 24, _("Every day")
    WEEKLY = 168, _("Every week")


class Origin(models.TextChoices):
    """How a version of the text came about."""

    FIRST = "first", _("Added")
    OUTLET = "outlet", _("Changed by the outlet")
    TYPING = "typing", _("Typing error mended")


def _may_read(user: User | Any) -> bool:
    """Every article is for anyone who is logged in and active, none for the public."""
    return bool(user.is_authenticated and user.is_active)


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: User | Any) -> ArticleQuerySet:
        return self.all() if _may_read(user) else self.none()

    def published(self) -> ArticleQuerySet:
        """Articles with at least one fact-check that readers may see."""
        return self.filter(claims__reviews__status__in=["published", "retracted"]).distinct()


class Article(models.Model):
    """An article, by address, upload or pasted text. Its words are in ArticleVersion."""

    #: Empty for pasted text.
    url = models.URLField(max_length=2000, blank=True)
    #: `url` as compared with others: no fragment, no tracking parameters, host in lower case.
    url_key = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    authors = models.CharField(max_length=300, blank=True)
    published_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True)
    direction = models.CharField(max_length=3, choices=Direction.choices, default=Direction.LTR)
    #: Frozen when its first fact-check is published.
    slug = models.SlugField(max_length=80, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="articles")
    created_at = models.DateTimeField(default=timezone.now)
    recheck_hours = models.PositiveSmallIntegerField(choices=Recheck.choices, default=Recheck.NEVER)
    #: When the schedule has it fetched next; None without a schedule.
    next_check_at = models.DateTimeField(null=True, blank=True)
    #: When its address was last fetched and read, whether or not the text was another one.
    checked_at = models.DateTimeField(null=True, blank=True)
    #: Raised by each write that a page of this article shows; bumped last in its transaction.
    revision = models.PositiveBigIntegerField(default=0)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="article_list"),  # /articles/
            # "This address is here already", on adding an article.
            models.Index(fields=["url_key"], name="article_url_key", condition=~models.Q(url_key="")),
            # The schedule's sweep.
            models.Index(fields=["next_check_at"], name="article_due", condition=models.Q(next_check_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(direction__in=Direction.values), name="article_direction_known"),
        ]

    def __str__(self) -> str:
        return self.title or self.url or f"Article {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    def newest_version(self) -> ArticleVersion | None:
        """The text that counts; None while the first one is still being fetched."""
        return self.versions.order_by("-number").first()


class ArticleVersionQuerySet(models.QuerySet["ArticleVersion"]):
    def visible_to(self, user: User | Any) -> ArticleVersionQuerySet:
        return self.all() if _may_read(user) else self.none()


class ArticleVersion(models.Model):
    """One text of an article. Insert-only: the database refuses any change to it."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    #: Plain text; blocks are joined by one line break. Every offset in the system counts its code points.
    text = models.TextField()
    #: `[{kind, start, end, level?}]` in order, not overlapping: paragraph, heading, item, quote, cell, preformatted.
    blocks = models.JSONField()
    #: `[{kind: "link", start, end, href}]`, inside blocks.
    spans = models.JSONField(default=list)
    #: Sentence starts as code points, computed when the version is made.
    cuts = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.FIRST)
    snapshot = models.ForeignKey(
        "annotations.Snapshot",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="article_versions",
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = ArticleVersionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="version_sha256")]  # "the same text again"
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_number_unique"),
        ]

    def __str__(self) -> str:
        return f"Article {self.article_id}, version {self.number}"

    @property
    def removed(self) -> Any:
        """The tombstone of its text, where that was removed by law; None for a text that is there."""
        return None if self.text else self.removals.filter(removed_at__isnull=False).first()
