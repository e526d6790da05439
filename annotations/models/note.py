"""What people of the newsroom say to each other beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from annotations.models.annotation import Annotation
from annotations.models.article import Article
from annotations.models.claim import Claim

if TYPE_CHECKING:
    from annotations.models.user import User


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, user: User | Any) -> NoteQuerySet:
        """Every note for anyone who is logged in and active, none for the public."""
        return self.all() if user.is_authenticated and user.is_active else self.none()

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
    text = models.TextField()
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
        ]

    def __str__(self) -> str:
        return self.text[:60]
