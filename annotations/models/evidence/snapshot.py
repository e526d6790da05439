"""Finished attempts at getting a document, and the bytes that were kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from annotations.extraction.kinds import IMAGES, RECORDINGS, TRANSCRIPTS
from annotations.models.evidence.explained import Explained
from annotations.models.evidence.source import Source
from annotations.models.text.article import Article

#: How the names of tools begin that read words in pictures.
MACHINE = "tesseract"


class Blob(models.Model):
    """Stored bytes, named by their SHA-256, once however many snapshots hold them."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.sha256

    @property
    def storage_name(self) -> str:
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    def kept(self) -> SnapshotQuerySet:
        """Attempts that ended with a copy."""
        return self.filter(blob__isnull=False)

    def fetched(self) -> SnapshotQuerySet:
        """Attempts of a worker to get the document as it is sent, without a browser."""
        return self.filter(captured_by=None, by_browser=False, part_of=None)

    def transcripts(self) -> SnapshotQuerySet:
        """What is said in recordings, with times, and what a machine has read in pictures."""
        return self.filter(blob__isnull=False, part_of__isnull=False, media_type__in=TRANSCRIPTS)

    def recordings(self) -> SnapshotQuerySet:
        """Video and sound that was kept."""
        return self.filter(blob__isnull=False, media_type__in=list(RECORDINGS))


class PictureHash(models.Model):
    """The perceptual hash of a kept picture: hashes of what looks alike differ in few bits."""

    blob = models.OneToOneField(Blob, on_delete=models.PROTECT, primary_key=True, related_name="picture_hash")
    #: 64 bits as 16 digits, of pHash; empty for what tells nothing: one plain colour, or what can't be read.
    bits = models.CharField(max_length=16, blank=True)

    class Meta:
        indexes = [
            # A picture is compared with all of them.
            models.Index(fields=["bits"], name="picture_hash_bits", condition=~models.Q(bits="")),
        ]

    def __str__(self) -> str:
        return self.bits or "nothing to compare"


class Snapshot(Explained):
    """One finished attempt, by a worker or by a person's upload. Insert-only."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="snapshots")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="snapshots")
    url = models.URLField(max_length=2000, blank=True)
    final_url = models.CharField(max_length=2000, blank=True)
    #: Each answer that sent us on: `{url, status, reason, headers, peer}`, and `body` (base64) of a page that did it.
    redirects = models.JSONField(default=list)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    #: "1.1 OK": the version of HTTP and the words after the status.
    reason = models.CharField(max_length=120, blank=True, db_default="")
    headers = models.JSONField(default=list)
    #: Who answered: address, port, and under TLS the certificate (annotations/fetching/peer.py).
    peer = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    #: The copy that this attempt found unchanged; it holds the bytes and the text.
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, null=True, blank=True, related_name="snapshots")
    size = models.PositiveBigIntegerField(default=0)
    media_type = models.CharField(max_length=120, blank=True)
    charset = models.CharField(max_length=40, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=500, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    authors = models.CharField(max_length=300, blank=True)
    #: As the document declares it; `date_guesses` where it does not: days (ISO 8601) for a person to choose from.
    published_on = models.DateField(null=True, blank=True)
    date_guesses = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    #: The rating of the one fact-check that the page says it is (schema.org ClaimReview), in its words.
    ruled = models.CharField(max_length=120, blank=True, db_default="")
    canonical_url = models.CharField(max_length=2000, blank=True, db_default="")
    language = models.CharField(max_length=12, blank=True)
    text = models.TextField(blank=True)
    #: What else can be seen on the page, outside its readable text.
    other_text = models.TextField(blank=True, db_default="")
    blocks = models.JSONField(default=list)
    spans = models.JSONField(default=list)
    #: Sentence starts as code points, for choosing words by keyboard; none in copies kept before there were any.
    cuts = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    words = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=40, blank=True)
    #: The person whose upload this is; None for a worker's fetch.
    captured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="captures"
    )
    #: Whether a browser showed it (captured_page.py), after scripts; else it is the document as it was sent.
    by_browser = models.BooleanField(default=False, db_default=False)
    #: The copy to which this one belongs: a transcript, a still or the facts to their recording, a recording to the
    #: page that it was on.
    part_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    tool = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(default=timezone.now)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["source", "-id"], name="snapshot_newest"),  # source cards
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(source=None) ^ models.Q(article=None), name="snapshot_one_subject"
            ),
            models.CheckConstraint(
                condition=models.Q(blob__isnull=False, error="", same_as=None)
                | models.Q(blob=None, error="", same_as__isnull=False)
                | (models.Q(blob=None, same_as=None) & ~models.Q(error="")),
                name="snapshot_kept_or_failed",
            ),
        ]

    def __str__(self) -> str:
        return f"Snapshot {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("snapshot", args=[self.pk])

    def place_at(self, point: int | None) -> dict[str, Any]:
        """The block of its text that holds code point `point`, or begins after it; {} without one."""
        return next((block for block in self.blocks if point is not None and point < block["end"]), {})

    @property
    def is_recording(self) -> bool:
        return self.media_type in RECORDINGS

    @property
    def is_picture(self) -> bool:
        return self.media_type in IMAGES

    @property
    def is_transcript(self) -> bool:
        return self.part_of_id is not None and self.media_type in TRANSCRIPTS

    @property
    def is_machine_reading(self) -> bool:
        """Whether these are words that a machine read in a picture."""
        return self.part_of_id is not None and self.tool.startswith(MACHINE)
