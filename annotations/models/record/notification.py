"""What somebody is told: one row for each event, person and kind."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import functions
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.record.audit_event import AuditEvent

if TYPE_CHECKING:
    from annotations.models.newsroom.user import User


class NoticeKind(models.TextChoices):
    ASSIGNED = "assigned", _("Something is assigned to me")
    TO_DECIDE = "to_decide", _("Something waits for my decision")
    RETURNED = "returned", _("My work is returned")
    DECIDED = "decided", _("My work is approved, published or retracted")
    MENTIONED = "mentioned", _("Somebody names me in a note")
    COMMENTED = "commented", _("A comment on my work, or an answer in a thread of mine")
    EVIDENCE = "evidence", _("Evidence that I cite has changed")
    REPORT = "report", _("Readers report an error")
    OVERDUE = "overdue", _("My work is overdue")


class NoticeChannel(models.TextChoices):
    """How somebody is told of one kind; each includes the one before."""

    OFF = "off", _("Not at all")
    PAGE = "page", _("On the page")
    DIGEST = "digest", _("On the page, and once a day by mail")
    AT_ONCE = "now", _("On the page, and by mail at once")


#: Where a person has chosen nothing.
USUAL = {
    NoticeKind.ASSIGNED: NoticeChannel.AT_ONCE,
    NoticeKind.TO_DECIDE: NoticeChannel.DIGEST,
    NoticeKind.RETURNED: NoticeChannel.AT_ONCE,
    NoticeKind.DECIDED: NoticeChannel.DIGEST,
    NoticeKind.MENTIONED: NoticeChannel.AT_ONCE,
    NoticeKind.COMMENTED: NoticeChannel.PAGE,
    NoticeKind.EVIDENCE: NoticeChannel.DIGEST,
    NoticeKind.REPORT: NoticeChannel.DIGEST,
    NoticeKind.OVERDUE: NoticeChannel.AT_ONCE,
}


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: User | Any) -> NotificationQuerySet:
        """One's own; nobody reads what others are told."""
        return self.filter(person=user.pk) if user.is_authenticated and user.is_active else self.none()

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None)


class Notification(models.Model):
    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, related_name="notifications")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notifications")
    kind = models.CharField(max_length=9, choices=NoticeKind.choices)
    #: By what a mail, sent twice after a crash, is recognised as one.
    message_id = models.UUIDField(default=uuid.uuid4, unique=True)
    #: As it was chosen when it happened.
    channel = models.CharField(max_length=6, choices=NoticeChannel.choices)
    created_at = models.DateTimeField(default=timezone.now, db_default=functions.Now())
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        indexes = [
            # /notifications/, and the number in every page's head.
            models.Index(fields=["person", "-created_at", "-id"], name="notification_list"),
            models.Index(fields=["person"], name="notification_unread", condition=models.Q(read_at=None)),
            # What a worker has to mail.
            models.Index(
                fields=["channel", "person"],
                name="notification_mail",
                condition=models.Q(mailed_at=None, channel__in=["now", "digest"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["event", "person", "kind"], name="notification_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=NoticeKind.values, channel__in=NoticeChannel.values),
                name="notification_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"
