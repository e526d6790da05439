"""Letters to be sent by a worker: at least once, each with a stable id."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class Mail(models.Model):
    #: Becomes the Message-ID, so that a letter sent twice is recognised as one.
    message_id = models.UUIDField(default=uuid.uuid4, unique=True)
    #: Emptied once sent, like the body: a reader's address is kept for nothing else.
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    #: Emptied once sent: an invitation's link is a secret.
    body = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], name="mail_queue", condition=models.Q(sent_at=None)),
        ]

    def __str__(self) -> str:
        return f"Mail {self.pk}"
