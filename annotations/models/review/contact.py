"""Right of reply: each attempt to ask the person who said it, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import functions
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.claims.claim import Claim

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class Channel(models.TextChoices):
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Phone")
    FORM = "form", _("Contact form")
    MESSAGE = "message", _("Message on a platform")
    LETTER = "letter", _("Letter")
    PERSON = "person", _("In person")


class ContactOutcome(models.TextChoices):
    WAITING = "", _("Waiting for an answer")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Would not comment")
    SILENT = "silent", _("No answer")


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, user: User | Any) -> ContactQuerySet:
        return self.all() if user.is_authenticated and user.is_active else self.none()

    def waiting(self) -> ContactQuerySet:
        return self.filter(outcome=ContactOutcome.WAITING)


class Contact(models.Model):
    """One attempt. What was asked stays as it was written; what came of it is written once (migration 0020)."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="contacts")
    #: Who was asked: the person, or somebody who speaks for them.
    whom = models.CharField(max_length=200)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    asked_at = models.DateTimeField()
    question = models.TextField()
    #: Until when they were given time to answer.
    due_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=ContactOutcome.choices, blank=True, default="")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contacts")
    created_at = models.DateTimeField(default=timezone.now, db_default=functions.Now())
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [
            # Answers due, on each person's own page.
            models.Index(fields=["created_by", "due_at"], name="contact_due", condition=models.Q(outcome="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=ContactOutcome.values, channel__in=Channel.values), name="contact_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", answered_at=None, closed_by=None, answer="")
                | ~models.Q(outcome="") & models.Q(answered_at__isnull=False, closed_by__isnull=False),
                name="contact_closed_paired",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="answered") | ~models.Q(answer=""), name="contact_answer_there"
            ),
            models.CheckConstraint(
                condition=models.Q(due_at=None) | models.Q(due_at__gte=models.F("asked_at")), name="contact_due_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whom}, {self.asked_at:%Y-%m-%d}"

    @property
    def is_overdue(self) -> bool:
        return not self.outcome and self.due_at is not None and self.due_at < timezone.now()
