"""The newsroom's check-list, and how one version of a verdict answers it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import functions
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.review.claim_review import ClaimReview
from annotations.wording.checklist import SHIPPED


class QuestionQuerySet(models.QuerySet["ChecklistQuestion"]):
    def ensure_defaults(self) -> None:
        """Add the shipped questions whose key is not there; one taken out or worded anew stays as it is."""
        there = set(self.exclude(key="").values_list("key", flat=True))
        words_there = {words.casefold() for words in self.values_list("words", flat=True)}
        self.bulk_create(
            self.model(key=key, words=words, hint=hint, position=position)
            for position, (key, words, hint) in enumerate(SHIPPED)
            if key not in there and words.casefold() not in words_there
        )

    def asked(self) -> QuestionQuerySet:
        return self.filter(retired_at=None)


class ChecklistQuestion(models.Model):
    #: By which a shipped question is known, however it is worded by now; empty for the newsroom's own.
    key = models.CharField(max_length=20, blank=True, default="", db_default="", editable=False)
    words = models.CharField(max_length=200)
    hint = models.CharField(max_length=300, blank=True)
    #: Nothing is submitted without an answer to it.
    required = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    #: No longer asked; the answers given stay.
    retired_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="question_key_unique"),
            models.UniqueConstraint(
                fields=["words"], condition=models.Q(retired_at=None), name="question_words_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class AnswerChoice(models.TextChoices):
    OPEN = "", _("Not answered")
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_APPLICABLE = "n/a", _("Does not apply")


class ChecklistAnswer(models.Model):
    """Content of a version, as its texts are: written in draft and returned only, by an author (migration 0018)."""

    review = models.ForeignKey(ClaimReview, on_delete=models.PROTECT, related_name="checklist_answers")
    question = models.ForeignKey(ChecklistQuestion, on_delete=models.PROTECT, related_name="answers")
    #: As the question stood when it was answered.
    words = models.CharField(max_length=200)
    answer = models.CharField(max_length=3, choices=AnswerChoice.choices, blank=True)
    note = models.TextField(blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, db_default=functions.Now())

    class Meta:
        ordering = ["question__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "question"], name="answer_once"),
            models.CheckConstraint(condition=models.Q(answer__in=AnswerChoice.values), name="answer_known"),
        ]

    def __str__(self) -> str:
        return f"{self.words} {self.answer}"
