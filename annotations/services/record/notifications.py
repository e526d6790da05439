"""Who is told of an event: rows written in the event's own transaction, mails sent by a worker after it.

A mail holds a link and no words of what it is about: a source may be protected, a verdict withheld.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.models import (
    USUAL,
    AuditEvent,
    Citation,
    ClaimReview,
    EvidenceChange,
    ExpertAnswer,
    Mail,
    Note,
    NoticeChannel,
    NoticeKind,
    Notification,
    User,
)
from annotations.queue import nudge
from annotations.review.permissions import Permission, can
from annotations.review.states import OPEN

#: The hour of the newsroom's day from which the daily mail goes out.
DIGEST_HOUR = 7
AT_MOST = 200
Told = dict[int, NoticeKind]


def tell(event: AuditEvent) -> None:
    """Write a row for each person whom `event` concerns, but for the one who did it and whoever turned it off."""
    rule = RULES.get(event.verb)
    if rule is None:
        return
    told = {pk: kind for pk, kind in rule(event).items() if pk != event.actor_id}
    rows = []
    for person in User.objects.filter(pk__in=told, is_active=True):
        kind = told[person.pk]
        channel = channel_of(person, kind)
        if channel != NoticeChannel.OFF:
            rows.append(Notification(event=event, person=person, kind=kind, channel=channel))
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    if any(row.channel == NoticeChannel.AT_ONCE for row in rows):
        nudge("send_notifications")


def channel_of(person: User, kind: NoticeKind) -> NoticeChannel:
    chosen = person.notices.get(kind.value, "")
    return NoticeChannel(chosen) if chosen in NoticeChannel.values else USUAL[kind]


def _all(people: Iterable[int], kind: NoticeKind) -> Told:
    return dict.fromkeys(people, kind)


def _editors() -> list[int]:
    return [user.pk for user in User.objects.filter(role="editor", is_active=True) if can(user, Permission.DECIDE)]


def _authors(review: int) -> list[int]:
    return list(User.objects.filter(authored__review=review).values_list("pk", flat=True))


def _assigned(event: AuditEvent) -> Told:
    people = [event.data.get(slot) for slot in ("checker", "reviewer")]
    return _all([pk for pk in people if isinstance(pk, int)], NoticeKind.ASSIGNED)


def _submitted(event: AuditEvent) -> Told:
    review = ClaimReview.objects.select_related("claim").get(pk=event.object_id)
    deciding = [review.claim.reviewer_id] if review.claim.reviewer_id else _editors()
    written = set(_authors(review.pk))
    return _all([pk for pk in deciding if pk not in written], NoticeKind.TO_DECIDE)


def _first_approval(event: AuditEvent) -> Told:
    return _submitted(event)


def _returned(event: AuditEvent) -> Told:
    checker = ClaimReview.objects.values_list("claim__checker", flat=True).get(pk=event.object_id)
    return _all([*_authors(event.object_id), *([checker] if checker else [])], NoticeKind.RETURNED)


def _decided(event: AuditEvent) -> Told:
    return _all(_authors(event.object_id), NoticeKind.DECIDED)


def _retracted(event: AuditEvent) -> Told:
    return {**_all(_editors(), NoticeKind.TO_DECIDE), **_decided(event)}


def _noted(event: AuditEvent) -> Told:
    note = Note.objects.select_related("answers_to").prefetch_related("mentions").get(pk=event.object_id)
    concerned: list[int] = []
    if note.answers_to:
        concerned = [note.answers_to.created_by_id, *note.answers_to.answers.values_list("created_by", flat=True)]
    elif note.claim_id:
        open_ = ClaimReview.objects.filter(claim=note.claim_id, status__in=OPEN)
        concerned = list(open_.values_list("review_authors__user", flat=True))
    mentioned = [person.pk for person in note.mentions.all()]
    return {**_all(concerned, NoticeKind.COMMENTED), **_all(mentioned, NoticeKind.MENTIONED)}


def _expert(event: AuditEvent) -> Told:
    asked = ExpertAnswer.objects.values_list("link__created_by", flat=True).get(pk=event.object_id)
    return {asked: NoticeKind.COMMENTED}


def _evidence(event: AuditEvent) -> Told:
    source = EvidenceChange.objects.values_list("source", flat=True).get(pk=event.object_id)
    cited = Citation.objects.filter(source=source, removed_at=None, review__status__in=[*OPEN, "published"])
    return _all(cited.values_list("review__review_authors__user", flat=True), NoticeKind.EVIDENCE)


def _report(_event: AuditEvent) -> Told:
    return _all(_editors(), NoticeKind.REPORT)


def _asked(_event: AuditEvent) -> Told:
    return _all(_editors(), NoticeKind.TO_DECIDE)


def _overdue(event: AuditEvent) -> Told:
    holder = event.data.get("holder")
    return {holder: NoticeKind.OVERDUE} if isinstance(holder, int) else {}


#: {what happened: who is told}.
RULES: dict[str, Callable[[AuditEvent], Told]] = {
    "claim.assigned": _assigned,
    "claim.overdue": _overdue,
    "review.submitted": _submitted,
    "review.approved_first": _first_approval,
    "review.returned": _returned,
    "review.approved": _decided,
    "review.published": _decided,
    "review.retracted": _retracted,
    "note.added": _noted,
    "note.answered": _noted,
    "expert.answered": _expert,
    "evidence.changed": _evidence,
    "report.received": _report,
    "report.answered": _report,
    "removal.asked": _asked,
}


def mark_read(*, person: User, notification: Notification | None = None) -> None:
    """One of the person's notifications, or all of them."""
    rows = Notification.objects.visible_to(person).unread()
    if notification is not None:
        rows = rows.filter(pk=notification.pk)
    rows.update(read_at=timezone.now())


def choose(*, person: User, choices: dict[str, str]) -> None:
    """How the person is told of each kind, from now on."""
    person.notices = {k: c for k, c in choices.items() if k in NoticeKind.values and c in NoticeChannel.values}
    person.save(update_fields=["notices"])


def send_due() -> int:
    """Mail what is to be mailed at once; the number sent. Each row under its own lock, once."""
    sent = 0
    while sent < AT_MOST and _send_one():
        sent += 1
    return sent


@transaction.atomic
def _send_one() -> bool:
    waiting = Notification.objects.filter(channel=NoticeChannel.AT_ONCE, mailed_at=None)
    row = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("person", "event").first()
    if row is None:
        return False
    row.mailed_at = timezone.now()
    row.save(update_fields=["mailed_at"])
    if row.read_at is None and row.person.email and row.person.is_active:
        with translation.override(row.person.language or settings.LANGUAGE_CODE):
            _mail(row.person, row.message_id, _subject(row), f"{address(row)}\n{_why()}")
    return True


def send_digests(now: datetime.datetime | None = None) -> int:
    """One mail a day to whoever chose so and has something to read; the number sent."""
    now = timezone.localtime(now)
    if now.hour < DIGEST_HOUR:
        return 0
    waiting = Notification.objects.filter(channel=NoticeChannel.DIGEST, mailed_at=None)
    people = list(waiting.order_by().values_list("person", flat=True).distinct())
    return sum(_send_digest(pk, now) for pk in people)


@transaction.atomic
def _send_digest(person: int, now: datetime.datetime) -> bool:
    """At most one a day and person: its id is made of both, and is unique."""
    message = uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.SITE_URL}/digest/{person}/{now.date()}")
    waiting = Notification.objects.filter(channel=NoticeChannel.DIGEST, mailed_at=None, person=person)
    rows = list(waiting.select_for_update(skip_locked=True, of=("self",)).select_related("person", "event"))
    if not rows or Mail.objects.filter(message_id=message).exists():
        return False
    waiting.filter(pk__in=[row.pk for row in rows]).update(mailed_at=now)
    unread = [row for row in rows if row.read_at is None]
    somebody = rows[0].person
    if not unread or not somebody.email or not somebody.is_active:
        return False
    with translation.override(somebody.language or settings.LANGUAGE_CODE):
        lines = [f"{_subject(row)}\n{address(row)}" for row in unread[:AT_MOST]]
        said = ngettext("%(count)s thing to read", "%(count)s things to read", len(unread)) % {"count": len(unread)}
        _mail(somebody, message, said, "\n\n".join(lines) + f"\n{_why()}")
    return True


def _mail(person: User, message: uuid.UUID, subject: str, body: str) -> None:
    Mail.objects.get_or_create(message_id=message, defaults={"to": person.email, "subject": subject, "body": body})
    nudge("send_mails")


def _subject(row: Notification) -> str:
    about = _("claim %(number)s") % {"number": row.event.chain_id} if row.event.chain_kind == "claim" else ""
    kind = str(NoticeKind(row.kind).label)
    return f"{kind}: {about}" if about else kind


def _why() -> str:
    return "\n" + _("You choose what you are told, and how, on your profile: %(address)s") % {
        "address": f"{settings.SITE_URL}/profile/"
    }


def address(row: Notification) -> str:
    """The link in a mail; it leads on to where it happened, and marks the notification as read."""
    return f"{settings.SITE_URL}/notifications/{row.pk}/"
