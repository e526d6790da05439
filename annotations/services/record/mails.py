"""Letters, written as rows and sent by a worker: at least once, with a stable Message-ID."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from annotations.models import Mail
from annotations.queue import nudge


def send(*, to: str, subject: str, body: str) -> Mail:
    """Queue a letter; it leaves once the running transaction is committed."""
    mail = Mail.objects.create(to=to, subject=subject, body=body)
    nudge("send_mails")
    return mail


def send_due() -> int:
    """Send what is due, one row at a time under its own lock; give the number sent."""
    sent = 0
    while sent < 50 and _send_one():
        sent += 1
    return sent


def _send_one() -> bool:
    with transaction.atomic():
        waiting = Mail.objects.filter(sent_at=None, next_try_at__lte=timezone.now(), attempts__lt=12)
        mail = waiting.select_for_update(skip_locked=True).order_by("next_try_at").first()
        if mail is None:
            return False
        domain = settings.SITE_URL.split("//")[-1].split("/")[0].split(":")[0]
        letter = EmailMessage(
            mail.subject, mail.body, to=[mail.to], headers={"Message-ID": f"<{mail.message_id}@{domain}>"}
        )
        mail.attempts += 1
        try:
            letter.send()
        except (OSError, SMTPException):
            mail.next_try_at = timezone.now() + timedelta(seconds=min(30 * 2**mail.attempts, 3600))
        else:
            mail.sent_at, mail.body, mail.to = timezone.now(), "", ""
        mail.save()
        return True
