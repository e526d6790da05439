"""A proposition to be checked, and where it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.claims.claimant import Claimant
from annotations.models.claims.media import Media
from annotations.models.text.annotation import Annotation
from annotations.models.text.article import Article

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class SetAsideReason(models.TextChoices):
    OPINION = "opinion", _("An opinion")
    PREDICTION = "prediction", _("A prediction")
    SATIRE = "satire", _("Satire")
    MINOR = "minor", _("Too minor")
    CHECKED = "checked", _("Already checked")
    NO_TIME = "no_time", _("No time")
    MISTAKE = "mistake", _("Marked by mistake")


class Sensitive(models.TextChoices):
    """Why more than one person has to agree, where the newsroom asks for it."""

    NO = "", _("No")
    ELECTIONS = "elections", _("Elections")
    HEALTH = "health", _("Health")
    LEGAL = "legal", _("Legal")


class Precision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: User | Any) -> ClaimQuerySet:
        """Every claim for anyone who is logged in and active, none for the public."""
        return self.all() if user.is_authenticated and user.is_active else self.none()

    def in_article(self, article: Article) -> ClaimQuerySet:
        """Claims made in `article`, and claims from elsewhere that have a highlight in it."""
        standing = Annotation.objects.filter(version__article=article, removed_at=None, appearance__isnull=False)
        own = Claim.objects.filter(article=article)
        # One after the other by index; as one condition they would be looked for among all claims.
        return self.filter(pk__in=own.values("pk").union(standing.values("appearance__claim")))

    def number_in(self, article: Article, claim: Claim) -> int:
        """The claim's number in `article`: in the order of first highlights there, those without one at the end."""
        here = models.Q(appearances__annotation__version__article=article)
        placed = models.Min("appearances__annotation", filter=here)
        rows = self.in_article(article).annotate(order=Coalesce(placed, models.F("pk") + (1 << 40)))
        keys = list(rows.order_by("order").values_list("pk", flat=True))
        return keys.index(claim.pk) + 1 if claim.pk in keys else 1

    def held(self, *keys: int) -> dict[int, Claim]:
        """These claims as they are now, by key, held until the transaction ends.

        Every write that touches a claim, its versions, citations, highlights or notes begins with this: whoever holds
        the claims, all that there are and in order, waits for nobody who waits for them.
        """
        rows = self.select_for_update(of=("self",)).select_related("article", "claimant")
        return {row.pk: row for row in rows.filter(pk__in=keys).order_by("pk")}

    def for_lists(self) -> ClaimQuerySet:
        """With what a line of a list shows and nothing more."""
        shown = (
            "wording",
            "context",
            "topic",
            "created_at",
            "set_aside_at",
            "set_aside_reason",
            "claimant__name",
            "article__title",
        )
        people = ("created_by__username", "created_by__display_name")
        return self.select_related("claimant", "article", "created_by").only(*shown, "article__url", *people)


#: Characters of a claim in neutral words.
MOST_WORDING = 2_000


class Claim(models.Model):
    """A proposition in neutral words (schema.org `claimReviewed`)."""

    wording = models.TextField()
    claimant = models.ForeignKey(Claimant, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    #: The first day of the month or year where `said_precision` is not a day.
    said_on = models.DateField(null=True, blank=True)
    said_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    #: Where and how it was said: "speech at the harbour".
    context = models.CharField(max_length=300, blank=True, default="", db_default="")
    language = models.CharField(max_length=12, blank=True)
    why_chosen = models.CharField(max_length=500, blank=True, default="", db_default="")
    #: What is claimed by showing it: a picture, a video, a sound; empty for words.
    media_kind = models.CharField(max_length=5, choices=Media.choices, blank=True, default="", db_default="")
    topic = models.CharField(max_length=80, blank=True, default="", db_default="")
    sensitive = models.CharField(max_length=9, choices=Sensitive.choices, blank=True, default="", db_default="")
    #: The claim whose fact-check this one was made from: the same in another language, or said again.
    reworked_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="reworked"
    )
    #: The article of its first highlight; None for a claim without a passage.
    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, null=True, blank=True, related_name="claims", db_index=False
    )
    set_aside_reason = models.CharField(
        max_length=12, choices=SetAsideReason.choices, blank=True, default="", db_default=""
    )
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: Frozen at first publication; part of the public address.
    slug = models.SlugField(max_length=80, blank=True, default="", db_default="")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="claims")
    #: Who changed the wording last; the database makes them an author of the open version.
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    #: Who writes, when it is not the author of the open version; who decides, when it is not any other editor.
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, db_index=False, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveBigIntegerField(default=0)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="claim_list"),  # /claims/
            # All claims of an article, and the one made last, of which the next takes speaker and day.
            models.Index(fields=["article", "-id"], name="claim_of_article"),
            # What is overdue, at /queue/ and on the dashboard.
            models.Index(fields=["due_on"], name="claim_due", condition=models.Q(due_on__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(media_kind__in=Media.values), name="claim_media_kind_known"),
            models.CheckConstraint(
                condition=models.Q(set_aside_at=None, set_aside_by=None, set_aside_reason="")
                | (models.Q(set_aside_at__isnull=False, set_aside_by__isnull=False) & ~models.Q(set_aside_reason="")),
                name="claim_set_aside_paired",
            ),
            models.CheckConstraint(condition=models.Q(sensitive__in=Sensitive.values), name="claim_sensitive_known"),
            models.CheckConstraint(
                condition=models.Q(reworked_from=None) | ~models.Q(reworked_from=models.F("id")),
                name="claim_reworked_from_another",
            ),
            models.CheckConstraint(
                condition=models.Q(said_precision__in=Precision.values), name="claim_precision_known"
            ),
        ]

    def __str__(self) -> str:
        return self.wording[:80]

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.pk])

    @property
    def card_url(self) -> str:
        """Where its card is open: in its article's workspace, or on its own page."""
        if self.article_id:
            return f"{reverse('article', args=[self.article_id])}?claim={self.pk}#card"
        return self.get_absolute_url()
