"""The queue of documents to get: rows that a worker claims under a lease. The work itself is in fetch_work.py.

The row is the only truth. A worker that dies leaves a lease that runs out; one that comes back too late
finds another's token in the row and writes nothing.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from annotations.fetching.addresses import networks
from annotations.fetching.client import Limits
from annotations.models import Article, Fetch, FetchState, Source
from annotations.queue import nudge

MAX_ATTEMPTS = 4
#: Priority of fetches that nobody waits for.
SCHEDULED = 10
#: Reason of a fetch that looks whether a document is as it was.
WATCH = "watch"

CLAIM = """
UPDATE annotations_fetch SET state = 'fetching', claim_token = %s, lease_until = %s, attempts = attempts + 1
WHERE id = (
    SELECT id FROM annotations_fetch
    WHERE (state = 'waiting' AND next_try_at <= clock_timestamp())
       OR (state = 'fetching' AND lease_until < clock_timestamp())
    ORDER BY priority, next_try_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING id
"""

PACE = """
INSERT INTO annotations_hostpace (host, next_at) VALUES (%(host)s, clock_timestamp() + make_interval(secs => %(pause)s))
ON CONFLICT (host) DO UPDATE SET next_at = EXCLUDED.next_at WHERE annotations_hostpace.next_at <= clock_timestamp()
RETURNING host
"""


def limits() -> Limits:
    """The limits that the installation's settings name."""
    return Limits(
        max_bytes=settings.FETCH_MAX_BYTES,
        seconds=settings.FETCH_MAX_SECONDS,
        first_byte=settings.FETCH_FIRST_BYTE_SECONDS,
        opened=networks(settings.FETCH_ALLOWED_NETWORKS),
        contact=settings.FETCH_CONTACT,
    )


def lease() -> timedelta:
    """Longer than a task may run, so that a lease that has run out means a dead worker."""
    return timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT + settings.SWEEP_SECONDS)


def enqueue(
    *,
    url: str,
    source: Source | None = None,
    article: Article | None = None,
    priority: int = 0,
    reason: str = "added",
) -> Fetch:
    """A Fetch row for `source` or `article`; the open one where there is one already, as urgent as the more urgent."""
    subject = {"source": source} if source else {"article": article}
    try:
        with transaction.atomic():
            row = Fetch.objects.create(url=url, priority=priority, reason=reason, **subject)
    except IntegrityError:
        row = Fetch.objects.get(**subject, state__in=[FetchState.WAITING, FetchState.FETCHING])
        if row.state == FetchState.WAITING and priority <= row.priority:
            row.next_try_at, row.priority, row.reason = timezone.now(), priority, reason
            row.save(update_fields=["next_try_at", "priority", "reason"])
    nudge("fetch_next")
    return row


def due() -> Q:
    """Rows that a worker may claim now."""
    now = timezone.now()
    return Q(state=FetchState.WAITING, next_try_at__lte=now) | Q(state=FetchState.FETCHING, lease_until__lt=now)


def sweep() -> None:
    """Ring once for each row that is due: finds what was forgotten, by a lost ring or a dead worker."""
    for _ in range(min(Fetch.objects.filter(due()).count(), 50)):
        nudge("fetch_next")


def claim_next() -> Fetch | None:
    """Claim the row that is due first; None when there is none."""
    token = uuid.uuid4()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CLAIM, [token, timezone.now() + lease()])
        row = cursor.fetchone()
    return Fetch.objects.select_related("source", "article").get(pk=row[0]) if row else None


def take_turn(work: Fetch) -> bool:
    """One request at a time a host, with a pause, across all workers."""
    host = (urlsplit(work.url).netloc or "").lower()[:255]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PACE, {"host": host, "pause": settings.FETCH_HOST_PAUSE_SECONDS})
        return cursor.fetchone() is not None
