"""The newsroom's labels under the three ratings, per language."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rating(models.TextChoices):
    VERIFIED = "verified", _("Verified")
    DISPUTED = "disputed", _("Disputed")
    UNVERIFIABLE = "unverifiable", _("Unverifiable")


#: (key, rating, words, number, is the rating's default), as shipped. All but the key may be edited.
SHIPPED = [
    ("verified", Rating.VERIFIED, "Verified", 5, True),
    ("mostly_accurate", Rating.VERIFIED, "Mostly accurate", 4, False),
    ("disputed", Rating.DISPUTED, "Disputed", 2, True),
    ("false", Rating.DISPUTED, "False", 1, False),
    ("misleading", Rating.DISPUTED, "Misleading", 2, False),
    ("missing_context", Rating.DISPUTED, "Missing context", 3, False),
    ("unverifiable", Rating.UNVERIFIABLE, "Unverifiable", None, True),
]


class LabelQuerySet(models.QuerySet["Label"]):
    def offered_for(self, language: str) -> list[Label]:
        """What can be chosen for a claim in `language`: the labels in it, the English ones where there are none."""
        offered: list[Any] = list(self.filter(retired_at=None, language__in={language, "en"}))
        return [label for label in offered if label.language == language] or offered

    def usual(self, rating: str, language: str) -> Label | None:
        """The rating's default in `language`, else the English one."""
        found = {label.language: label for label in self.filter(rating=rating, is_default=True)}
        return found.get(language) or found.get("en")

    def ensure_defaults(self) -> None:
        """Add the shipped labels whose key is not there; never changes one that exists.

        One that a newsroom wrote itself in the same words serves, and so does its own choice of the usual label.
        """
        there = set(self.exclude(key="").values_list("key", flat=True))
        for position, (key, rating, words, number, usual) in enumerate(SHIPPED):
            english = self.filter(language="en")
            same = english.filter(words__iexact=words)
            if key in there or same.filter(key="").update(key=key) or same.exists():
                continue
            usual = usual and not english.filter(rating=rating, is_default=True).exists()
            self.create(key=key, rating=rating, words=words, number=number, is_default=usual, position=position)


class Label(models.Model):
    """Words shown and exported alike, with a number from 1 (worst) to 5 (best) or none."""

    #: By which a shipped label is known, whatever it is called by now; empty for the newsroom's own.
    key = models.CharField(max_length=20, blank=True, default="", db_default="", editable=False)
    rating = models.CharField(max_length=12, choices=Rating.choices)
    language = models.CharField(max_length=12, default="en")
    words = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    is_default = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    #: No longer offered; verdicts that have it keep it.
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = LabelQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="label_key_unique"),
            models.UniqueConstraint(fields=["language", "words"], name="label_words_unique"),
            models.UniqueConstraint(
                fields=["language", "rating"], condition=models.Q(is_default=True), name="label_one_default"
            ),
            models.CheckConstraint(condition=models.Q(rating__in=Rating.values), name="label_rating_known"),
            models.CheckConstraint(
                condition=models.Q(number=None) | models.Q(number__range=(1, 5)), name="label_number_range"
            ),
        ]

    def __str__(self) -> str:
        return self.words
