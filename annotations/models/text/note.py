"""What people of the newsroom say to each other beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.claims.claim import Claim
from annotations.models.evidence.citation import Citation
from annotations.models.review.claim_review import ClaimReview
from annotations.models.text.annotation import Annotation
from annotations.models.text.article import Article
from annotations.review.content import SUGGESTABLE

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class About(models.TextChoices):
    """What of a claim and its verdict a comment is bound to; texts can be given other words."""

    WHOLE = "", _("The whole claim")
    PASSAGE = "passage", _("The passage")
    WORDING = "wording", _("Claim in neutral words")
    VERDICT = "verdict", _("Verdict")
    SUMMARY = "summary", _("Summary")
    HOW_CHECKED = "how_checked", _("How we checked")
    LOOKED_FOR = "looked_for", _("What we looked for and did not find")
    NOT_ESTABLISHED = "not_established", _("What we could not establish")
    ANSWER = "answer", _("Their answer, or why nobody asked")
    CORRECTION_REASON = "correction_reason", _("What is corrected")
    CITATION = "citation", _("Source")


#: Texts for which other words can be suggested.
SUGGESTED = tuple(About(name) for name in SUGGESTABLE)
#: What everybody sees while the verdict is withheld.
BEFORE_RATING = (About.WHOLE, About.PASSAGE, About.WORDING)


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: User | Any) -> NoteQuerySet:
        """Every note for anyone who is logged in and active, none for the public."""
        return self.all() if user.is_authenticated and user.is_active else self.none()

    def told_to(self, user: User) -> NoteQuerySet:
        """Without what is bound to a verdict that `user` may not read yet, and the answers to that."""
        sealed = ClaimReview.objects.sealed_from(user).values("claim")
        telling = [about for about in About.values if about not in BEFORE_RATING]
        bound = models.Q(about__in=telling) | models.Q(answers_to__about__in=telling)
        return self.exclude(models.Q(claim__in=sealed) & bound)

    def threads(self) -> NoteQuerySet:
        """First notes, each with its answers to come."""
        return self.filter(answers_to=None)

    def unresolved(self) -> NoteQuerySet:
        return self.filter(resolved_at=None)


class Note(models.Model):
    """A note on a claim or on a passage, or the answer to one."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="notes")
    #: The passage, by a highlight that belongs to no claim.
    annotation = models.OneToOneField(Annotation, on_delete=models.PROTECT, null=True, blank=True, related_name="note")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="notes")
    answers_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="answers")
    text = models.TextField(blank=True)
    about = models.CharField(max_length=17, choices=About.choices, blank=True, default="", db_default="")
    citation = models.ForeignKey(
        Citation, on_delete=models.PROTECT, null=True, blank=True, related_name="notes", db_index=False
    )
    #: Other words for the text that `about` names, and what stood there as they were suggested.
    suggestion = models.TextField(blank=True, default="", db_default="")
    replaces = models.TextField(blank=True, default="", db_default="")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    mentions = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="mentioned_in")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes")
    created_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(claim__isnull=False) | models.Q(article__isnull=False), name="note_says_on_what"
            ),
            models.CheckConstraint(
                condition=models.Q(resolved_at=None, resolved_by=None)
                | models.Q(resolved_at__isnull=False, resolved_by__isnull=False, answers_to=None),
                name="note_resolved_paired",
            ),
            models.CheckConstraint(condition=models.Q(about__in=About.values), name="note_about_known"),
            models.CheckConstraint(
                condition=models.Q(citation=None) & ~models.Q(about="citation")
                | models.Q(citation__isnull=False, about="citation"),
                name="note_citation_paired",
            ),
            models.CheckConstraint(
                condition=models.Q(suggestion="") | models.Q(about__in=[text.value for text in SUGGESTED]),
                name="note_suggestion_on_text",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None, accepted_by=None)
                | models.Q(accepted_at__isnull=False, accepted_by__isnull=False) & ~models.Q(suggestion=""),
                name="note_accepted_paired",
            ),
            models.CheckConstraint(condition=~models.Q(text="") | ~models.Q(suggestion=""), name="note_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
