"""Showing a kept copy to readers, and withdrawing it: an editor answers for it."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from annotations.models import PublicCopy, Snapshot, User
from annotations.review.permissions import Permission, Refused, check_can
from annotations.services.evidence.removals import tombstone_of
from annotations.services.record import audit


@transaction.atomic
def show(*, snapshot: Snapshot, by: User) -> PublicCopy:
    """Make a copy public. Refused for protected sources, articles' copies, and what was removed."""
    check_can(by, Permission.DECIDE)
    if snapshot.source is None or snapshot.source.protected:
        raise Refused("not_for_readers")
    if not snapshot.text or tombstone_of(snapshot):
        raise Refused("nothing_to_show")
    try:
        with transaction.atomic():
            made = PublicCopy.objects.create(snapshot=snapshot, made_by=by)
    except IntegrityError:
        return PublicCopy.objects.get(snapshot=snapshot, withdrawn_at=None)
    audit.record(by=by, verb="copy.shown", chain=snapshot.source, about=made, data={"copy": snapshot.pk})
    return made


@transaction.atomic
def withdraw(*, snapshot: Snapshot, by: User) -> None:
    """Readers see it no more; nothing happens when they do not see it."""
    check_can(by, Permission.DECIDE)
    row = PublicCopy.objects.select_for_update().filter(snapshot=snapshot, withdrawn_at=None).first()
    if row is None or snapshot.source is None:
        return
    row.withdrawn_by, row.withdrawn_at = by, timezone.now()
    row.save(update_fields=["withdrawn_by", "withdrawn_at"])
    audit.record(by=by, verb="copy.withdrawn", chain=snapshot.source, about=row, data={"copy": snapshot.pk})
