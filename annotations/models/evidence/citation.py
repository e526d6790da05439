"""A source as one version of a verdict uses it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import MD5
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.evidence.source import Source
from annotations.models.review.claim_review import ClaimReview


class Stance(models.TextChoices):
    """What the checker said that a source does; nothing is said for them, and submission asks for it."""

    NOT_SAID = "", _("… not said yet")
    SUPPORTS = "supports", _("supports")
    CONTRADICTS = "contradicts", _("contradicts")
    BACKGROUND = "background", _("gives background to")


class Citation(models.Model):
    """Which words of which source decide the matter, pinned in our copy where they were found."""

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    stance = models.CharField(max_length=12, choices=Stance.choices, blank=True, default=Stance.NOT_SAID)
    quoted_words = models.TextField(blank=True)
    shows = models.TextField(blank=True)
    locator = models.CharField(max_length=80, blank=True)
    #: Said by a person when there is no copy to keep; publishing needs a copy or this.
    no_copy_because = models.CharField(max_length=300, blank=True)
    #: The copy in which the quoted words were found, and where (code points of its text).
    snapshot = models.ForeignKey(
        "annotations.Snapshot", on_delete=models.PROTECT, null=True, blank=True, related_name="citations"
    )
    quote_start = models.PositiveIntegerField(null=True, blank=True)
    quote_end = models.PositiveIntegerField(null=True, blank=True)
    #: The citation of the version before that this one repeats; repeating makes nobody an author.
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(stance__in=Stance.values), name="citation_stance_known"),
            models.CheckConstraint(
                condition=models.Q(snapshot=None, quote_start=None, quote_end=None)
                | models.Q(snapshot__isnull=False, quote_start__isnull=False, quote_end__gt=models.F("quote_start")),
                name="citation_pin_paired",
            ),
            # By a hash, as an index holds no long words.
            models.UniqueConstraint(
                "review", "source", MD5("quoted_words"), condition=models.Q(removed_at=None), name="citation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.review_id} cites source {self.source_id}"

    @property
    def told(self) -> tuple[str, str]:
        """(stance in words, what it shows) for pages that don't ask who looks: empty while the verdict is withheld."""
        return ("", "") if self.review.sealed else (str(self.get_stance_display()), self.shows)
