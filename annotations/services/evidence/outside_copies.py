"""Asking outside archives for copies of a source. A row is the work; a worker takes it a step further."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from annotations.archives.archive import Archive, ArchiveError, Capture
from annotations.archives.memento import Memento
from annotations.archives.wayback import Wayback
from annotations.fetching.client import Asked, Fetched, fetch
from annotations.models import OutsideCopy, OutsideState, Source, User
from annotations.models.evidence.explained import explained, explained_by
from annotations.queue import nudge
from annotations.review.permissions import Permission, Refused, check_can
from annotations.services.record import audit
from annotations.services.store.fetches import limits

log = structlog.get_logger("annotations.archives")
MAX_STEPS = 12
#: Steps of one task: each may take as long as an archive is waited for.
AT_ONCE = 2
PAUSE = 15.0
#: Longer than a step may take: a worker that died leaves the row to the next one.
LEASE = timedelta(minutes=5)


def archives() -> dict[str, Archive]:
    """The providers that settings switch on, by name."""
    found: list[Archive] = []
    if settings.WAYBACK_KEY:
        found.append(Wayback(settings.WAYBACK_KEY, settings.WAYBACK_URL))
    if settings.MEMENTO_URL:
        found.append(Memento(settings.MEMENTO_URL))
    return {archive.name: archive for archive in found}


@transaction.atomic
def ask(*, source: Source, archive: str, by: User) -> OutsideCopy:
    """Order a copy; the open order where there is one. Never of a protected source: asking would tell of it."""
    check_can(by, Permission.WRITE)
    if archive not in archives():
        raise Refused("archive_off")
    if source.protected or not source.url:
        raise Refused("no_shared_address")
    try:
        with transaction.atomic():
            row = OutsideCopy.objects.create(source=source, archive=archive, asked_by=by)
    except IntegrityError:
        return OutsideCopy.objects.get(source=source, archive=archive, state=OutsideState.WAITING)
    audit.record(by=by, verb="source.archive_asked", chain=source, about=row, data={"archive": archive})
    nudge("fetch_outside_copies")
    return row


def work() -> int:
    """Take orders that are due a step further, a few at a time; gives their count."""
    for done in range(AT_ONCE):
        row = _claim()
        if row is None:
            return done
        _step(row)
    nudge("fetch_outside_copies")
    return AT_ONCE


def _claim() -> OutsideCopy | None:
    with transaction.atomic():
        due = OutsideCopy.objects.select_for_update(skip_locked=True, of=("self",)).select_related("source")
        row = due.filter(state=OutsideState.WAITING, next_try_at__lte=timezone.now()).order_by("next_try_at").first()
        if row is not None:
            row.attempts, row.next_try_at = row.attempts + 1, timezone.now() + LEASE
            row.save(update_fields=["attempts", "next_try_at"])
    return row


def _step(row: OutsideCopy) -> None:
    archive = archives().get(row.archive)
    if archive is None:
        _finish(row, OutsideState.FAILED, **explained("archive_off"))
        return
    try:
        answer = archive.step(row.source.url, row.job, _ask)
    except ArchiveError as exc:
        log.info("archive_failed", archive=row.archive, row=row.pk, again=exc.again)
        if exc.again and row.attempts < MAX_STEPS:
            _wait(row, **explained_by(exc))
        else:
            _finish(row, OutsideState.FAILED, **explained_by(exc))
        return
    if isinstance(answer, Capture):
        _finish(row, OutsideState.DONE, url=answer.url[:2200], made_at=answer.made_at, **explained())
    elif answer is None:
        _finish(row, OutsideState.NONE, **explained())
    elif row.attempts < MAX_STEPS:
        _wait(row, job=answer.job, **explained())
    else:
        _finish(row, OutsideState.FAILED, **explained("archive_too_slow"))


def _ask(url: str, asked: Asked) -> Fetched:
    return fetch(url, replace(limits(), max_bytes=1_000_000, redirects=0), asked=asked)


def _wait(row: OutsideCopy, **values: object) -> None:
    again = timezone.now() + timedelta(seconds=PAUSE * row.attempts)
    OutsideCopy.objects.filter(pk=row.pk, attempts=row.attempts).update(next_try_at=again, **values)


def _finish(row: OutsideCopy, state: OutsideState, **values: object) -> None:
    mine = OutsideCopy.objects.filter(pk=row.pk, attempts=row.attempts, state=OutsideState.WAITING)
    with transaction.atomic():
        if mine.update(state=state, **values):
            data = {"archive": row.archive, "state": str(state)}
            audit.record(by=None, verb="source.archive_answered", chain=row.source, about=row, data=data)
