"""One version of a verdict, and who may be called its author."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from annotations.models.claims.asked import Asked
from annotations.models.claims.claim import Claim
from annotations.models.claims.claimant import Claimant
from annotations.models.claims.media import MediaRating
from annotations.models.newsroom.label import Label, Rating
from annotations.models.newsroom.newsroom import MODE_CHOICES, MODES
from annotations.models.publishing.correction_kind import CorrectionKind
from annotations.models.review.claim_review_queryset import PUBLIC, ClaimReviewQuerySet
from annotations.review.modes import Mode
from annotations.review.states import OPEN, Status
from annotations.wording.decisions import STATES

STATUS_CHOICES = [(status.value, STATES[status]) for status in Status]


#: What readers' lists ask for of frozen content.
FROZEN = {"topic": "content__topic", "language": "content__language", "speaker": "content__claimant__name"}


class ClaimReview(models.Model):
    """Version `number` of the verdict on a claim (schema.org `ClaimReview`).

    Content columns are writable in draft and returned only; submitting freezes `content`, and page,
    markup and feed read nothing else. The database refuses the rest (migration 0002).
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reviews")
    #: The claimant of `claim`, kept by the database (migration 0026), so that one speaker's list has an index.
    speaker = models.ForeignKey(
        Claimant, on_delete=models.DO_NOTHING, null=True, editable=False, related_name="+", db_index=False,
        db_constraint=False,
    )  # fmt: skip
    number = models.PositiveIntegerField(default=1, db_default=1)
    status = models.CharField(max_length=10, choices=STATUS_CHOICES, default=Status.DRAFT, db_default="draft")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")

    rating = models.CharField(max_length=12, choices=Rating.choices, blank=True, default="", db_default="")
    label = models.ForeignKey(Label, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    #: What the picture, video or sound is found to be.
    media_rating = models.CharField(max_length=15, choices=MediaRating.choices, blank=True, default="", db_default="")
    summary = models.TextField(blank=True, default="", db_default="")
    how_checked = models.TextField(blank=True, default="", db_default="")
    not_established = models.TextField(blank=True, default="", db_default="")
    #: For an unverifiable claim: each place searched and what was found there.
    looked_for = models.TextField(blank=True, default="", db_default="")
    asked = models.CharField(max_length=3, choices=Asked.choices, blank=True, default=Asked.NOT_SAID, db_default="")
    asked_on = models.DateField(null=True, blank=True)
    #: What they answered, or why nobody asked.
    answer = models.TextField(blank=True, default="", db_default="")
    #: For version 2 and later: what readers are told was corrected.
    correction_reason = models.TextField(blank=True, default="", db_default="")
    correction_kind = models.CharField(max_length=13, choices=CorrectionKind.choices, blank=True, db_default="")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: Who has to agree; set from the newsroom's rule at each submission.
    mode = models.CharField(max_length=6, choices=MODE_CHOICES, default=Mode.ONE.value, db_default="one")
    #: In a blind review, until somebody rated it: lists, marks and cards tell nobody the verdict.
    sealed = models.BooleanField(default=False, db_default=False)

    #: What was submitted, frozen, and its SHA-256 over canonical JSON.
    content = models.JSONField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    #: When this version was published; and its claim for the first time, kept by the database (migration 0032).
    published_at = models.DateTimeField(null=True, blank=True)
    first_published_at = models.DateTimeField(null=True, editable=False)
    superseded_at = models.DateTimeField(null=True, blank=True)
    return_comment = models.TextField(blank=True, default="", db_default="")

    retracted_at = models.DateTimeField(null=True, blank=True)
    retracted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    retraction_reason = models.TextField(blank=True, default="", db_default="")
    retraction_confirmed_at = models.DateTimeField(null=True, blank=True)
    retraction_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ClaimReviewQuerySet.as_manager()

    class Meta:
        indexes = [
            # The reviews queue and the dashboard, oldest first.
            models.Index(fields=["status", "submitted_at", "id"], name="review_queue"),
            # The reviews list of one state, newest first.
            models.Index(fields=["status", "-created_at", "-id"], name="review_list"),
            # The reviews list of one verdict, newest first.
            models.Index(fields=["rating", "-created_at", "-id"], include=["status"], name="review_rating"),
            # What one speaker said, newest first.
            models.Index(fields=["speaker", "-created_at", "-id"], include=["status"], name="review_speaker"),
            # Verdicts by week, each claim once, whatever became of it since; "published this week"; lists of a period.
            models.Index(
                fields=["first_published_at"],
                include=["number", "rating", "id"],
                name="review_first_version",
                condition=models.Q(first_published_at__isnull=False),
            ),
            # The reviews list of what changed since a day; one that a save needs not touch.
            BrinIndex(fields=["changed_at"], name="review_changed_since", pages_per_range=32, autosummarize=True),
            # Front page, feed, and standing verdicts of a period.
            models.Index(
                fields=["-first_published_at", "-id"], name="review_front", condition=models.Q(status__in=PUBLIC)
            ),
            # The same on one topic, in one language, by one speaker.
            *(
                models.Index(
                    KT(path),
                    models.F("first_published_at").desc(),
                    models.F("id").desc(),
                    name=f"review_front_{name}",
                    condition=models.Q(status__in=PUBLIC),
                )
                for name, path in FROZEN.items()
            ),
            # Other languages of a fact-check, and what it is based on.
            models.Index(
                KT("content__reworked_from"), name="review_origin", condition=models.Q(status=Status.PUBLISHED)
            ),
            # The feed of what changed since.
            models.Index(
                Coalesce("retracted_at", "published_at"),
                "id",
                name="review_changed",
                condition=models.Q(status__in=PUBLIC),
            ),
            # Whether feed and figures are out of date.
            models.Index(fields=["-published_at", "-id"], name="review_public", condition=models.Q(status__in=PUBLIC)),
            # /corrections/ and its feed.
            models.Index(
                fields=["-published_at", "-id"],
                name="review_corrections",
                condition=models.Q(number__gt=1, published_at__isnull=False),
            ),
            models.Index(
                fields=["-retracted_at", "-id"],
                name="review_retractions",
                condition=models.Q(retracted_at__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="review_number_unique"),
            models.UniqueConstraint(
                fields=["claim"], condition=models.Q(status__in=list(OPEN)), name="review_one_open"
            ),
            models.UniqueConstraint(fields=["claim"], condition=models.Q(status__in=PUBLIC), name="review_one_public"),
            models.CheckConstraint(condition=models.Q(status__in=list(Status)), name="review_status_known"),
            models.CheckConstraint(
                condition=models.Q(rating="") | models.Q(rating__in=Rating.values), name="review_rating_known"
            ),
            models.CheckConstraint(
                condition=models.Q(media_rating__in=MediaRating.values), name="review_media_rating_known"
            ),
            models.CheckConstraint(condition=models.Q(mode__in=MODES), name="review_mode_known"),
            models.CheckConstraint(
                condition=models.Q(correction_kind__in=["", *CorrectionKind.values]), name="review_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(content=None, digest="") | (models.Q(content__isnull=False) & ~models.Q(digest="")),
                name="review_content_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "returned"]) | models.Q(content__isnull=False),
                name="review_content_frozen",
            ),
            models.CheckConstraint(
                condition=models.Q(retracted_at=None, retracted_by=None, retraction_reason="")
                | (models.Q(retracted_at__isnull=False, retracted_by__isnull=False) & ~models.Q(retraction_reason="")),
                name="review_retracted_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(retraction_confirmed_at=None, retraction_confirmed_by=None)
                | models.Q(retraction_confirmed_at__isnull=False, retraction_confirmed_by__isnull=False),
                name="review_confirmed_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(retraction_confirmed_by=None)
                | ~models.Q(retraction_confirmed_by=models.F("retracted_by")),
                name="review_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"Claim {self.claim_id}, version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("review", args=[self.pk])
