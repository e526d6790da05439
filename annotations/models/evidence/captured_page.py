"""Pages as a browser showed them, and the orders for them. These rows are the truth; Celery only rings a bell."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.evidence.explained import Explained
from annotations.models.evidence.removal import Removal
from annotations.models.evidence.snapshot import Blob, Snapshot
from annotations.models.evidence.source import Source
from annotations.models.newsroom.newsroom import Newsroom
from annotations.models.text.article import Article


class CaptureKind(models.TextChoices):
    PAGE = "page", _("The page as its reader sees it")
    RECORDING = "recording", _("Video or sound")


class CaptureState(models.TextChoices):
    WAITING = "waiting", _("Waiting for a worker")
    OPENING = "opening", _("A worker is at it")
    DONE = "done", _("Kept")
    FAILED = "failed", _("Could not be kept")


class CaptureReason(models.TextChoices):
    ASKED = "asked", _("asked for")
    DOUBT = "doubt", _("the fetched page raised a doubt")
    EVERY = "every", _("every cited page is")
    WATCH = "watch", _("a published verdict rests on it")


class CaptureOrder(Explained):
    """One page to open in a browser, or recording to take. Claimed with a token and a lease, as a Fetch is."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="capture_orders")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="capture_orders")
    url = models.URLField(max_length=2000)
    what = models.CharField(
        max_length=9, choices=CaptureKind.choices, default=CaptureKind.PAGE, db_default=CaptureKind.PAGE
    )
    reason = models.CharField(max_length=5, choices=CaptureReason.choices)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=7, choices=CaptureState.choices, default=CaptureState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    claim_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=40, blank=True)
    #: What came of it.
    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="order")
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],  # workers claim by this order
                name="capture_queue",
                condition=models.Q(state__in=["waiting", "opening"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=CaptureState.values), name="capture_state_known"),
            models.CheckConstraint(condition=models.Q(reason__in=CaptureReason.values), name="capture_reason_known"),
            models.CheckConstraint(condition=models.Q(what__in=CaptureKind.values), name="capture_kind_known"),
            models.CheckConstraint(
                condition=models.Q(state="opening", claim_token__isnull=False, lease_until__isnull=False)
                | (~models.Q(state="opening") & models.Q(claim_token=None, lease_until=None)),
                name="capture_claim_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", snapshot__isnull=False)
                | (~models.Q(state="done") & models.Q(snapshot=None)),
                name="capture_done_has_copy",
            ),
            models.CheckConstraint(
                condition=models.Q(source=None) ^ models.Q(article=None), name="capture_one_subject"
            ),
            models.UniqueConstraint(
                fields=["source", "what"],
                condition=models.Q(state__in=["waiting", "opening"]),
                name="capture_source_once",
            ),
            models.UniqueConstraint(
                fields=["article"], condition=models.Q(state__in=["waiting", "opening"]), name="capture_article_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Capture {self.pk}: {self.state}"


class CapturedPageQuerySet(models.QuerySet["CapturedPage"]):
    def removed(self) -> CapturedPageQuerySet:
        """Pages whose content was removed by law: with the page itself go all its files."""
        gone = Removal.objects.of_copies().filter(sha256=models.OuterRef("snapshot__blob"))
        return self.filter(models.Exists(gone.order_by()))

    def hashes(self) -> set[str]:
        """SHA-256 of all that is kept for these pages beside the pages themselves."""
        rows = self.values_list(*CapturedPage.FILES)
        bodies = CapturedResource.objects.filter(page__in=self, blob__isnull=False).values_list("blob", flat=True)
        return {sha256 for row in rows for sha256 in row if sha256} | set(bodies.order_by().distinct())

    def held_alone(self) -> set[str]:
        """Those of these removed pages' `hashes` that nothing else holds which still stands."""
        hashes = self.hashes()
        if not hashes:
            return hashes
        gone = CapturedPage.objects.removed().values("pk")
        copies = Snapshot.objects.exclude(blob__in=Removal.objects.hashes())
        standing = CapturedPage.objects.exclude(pk__in=gone)
        holders: list[tuple[models.QuerySet[Any], str]] = [
            (copies, "blob"),
            (CapturedResource.objects.exclude(page__in=gone).order_by(), "blob"),
            (Newsroom.objects.all(), "logo"),
            *((standing, name) for name in CapturedPage.FILES),
        ]
        for rows, name in holders:
            hashes -= set(rows.filter(**{f"{name}__in": hashes}).values_list(name, flat=True).distinct())
        return hashes


class CapturedPage(models.Model):
    """What a browser showed, beside the page itself, which is the snapshot's own bytes (MHTML). Insert-only."""

    snapshot = models.OneToOneField(Snapshot, on_delete=models.PROTECT, related_name="captured_page")
    #: "Chromium 140.0.7339.16"
    browser = models.CharField(max_length=60)
    #: PNG of the whole page, in CSS pixels; `cut` where the page goes on below.
    picture = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    cut = models.BooleanField(default=False)
    #: PDF as the page prints itself.
    print = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: JSON of each word with its place in the picture: [word, x, y, width, height].
    words = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: Words on the button of a consent banner that was pressed, and the picture from before.
    pressed = models.CharField(max_length=80, blank=True)
    unpressed = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: Answers beyond what is kept, and hosts that we don't open.
    left_out = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)

    objects = CapturedPageQuerySet.as_manager()

    #: Its files, by the names of their fields.
    FILES = ("picture", "print", "words", "unpressed")

    def __str__(self) -> str:
        return f"Page of copy {self.snapshot_id}"


class CapturedResource(models.Model):
    """One answer that a captured page got: a picture, a script, the page itself as it came. Insert-only."""

    page = models.ForeignKey(CapturedPage, on_delete=models.PROTECT, related_name="resources")
    url = models.CharField(max_length=4000)
    method = models.CharField(max_length=10)
    status = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=100, blank=True)
    headers = models.JSONField(default=list)
    request_headers = models.JSONField(default=list)
    media_type = models.CharField(max_length=120, blank=True)
    #: Bytes, stored once however many pages share them; None where the browser had none to give.
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="resources")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.method} {self.url}"[:120]
