"""Orders for pages to be opened in a browser, and for recordings to be taken. The work itself is in capture_work.py.

As with fetches (fetches.py) the row is the only truth. The plain fetch stays first, and a capture replaces nothing of
what it found.
"""

from __future__ import annotations

import functools
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from annotations.anchoring.quotes import find_quote
from annotations.capture import chromium
from annotations.capture.captured import CaptureLimits
from annotations.capture.recording import is_installed
from annotations.extraction.kinds import HTML, RECORDINGS
from annotations.extraction.walls.doubts import NOT_THE_DOCUMENT, doubt_in
from annotations.fetching.addresses import networks
from annotations.models import (
    Article,
    CaptureKind,
    CaptureOrder,
    CaptureReason,
    CaptureState,
    Newsroom,
    Removal,
    Snapshot,
    Source,
    User,
)
from annotations.queue import nudge
from annotations.review.permissions import Permission, Refused, check_can
from annotations.services.record import audit

#: Seconds beyond those of the browser and of reading: to store what it brought.
ROOM = 45
#: For storing some hundred files where each takes its time.
STORING = 300

#: Pages first: a recording may take many minutes.
CLAIM = """
UPDATE annotations_captureorder
SET state = 'opening', claim_token = %(token)s, attempts = attempts + 1,
    lease_until = CASE what WHEN 'recording' THEN %(recording)s ELSE %(page)s END
WHERE id = (
    SELECT id FROM annotations_captureorder
    WHERE (state = 'waiting' AND next_try_at <= clock_timestamp())
       OR (state = 'opening' AND lease_until < clock_timestamp())
    ORDER BY what, next_try_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING id
"""


@functools.cache
def browser() -> str | None:
    """Path of the Chromium of this machine; None without one."""
    return chromium.find()


def are_possible() -> bool:
    """Whether pages can be opened in a browser here: as the settings say, else whether one is installed."""
    return chromium.is_expected(settings.CAPTURE, browser())


def recordings_are_possible() -> bool:
    """The same of video and sound: whether yt-dlp is here."""
    return chromium.is_expected(settings.RECORD, "yt-dlp" if is_installed() else None)


@transaction.atomic
def ask(*, source: Source, by: User, what: str = CaptureKind.PAGE) -> CaptureOrder:
    """Have the page of a source kept as its reader sees it, or the recording on it; the open order where there is one.

    Raises Refused where neither can be had.
    """
    check_can(by, Permission.WRITE)
    if source.protected or not source.url:
        raise Refused("never_fetched")
    if what == CaptureKind.PAGE and not are_possible():
        raise Refused("no_browser_here")
    if what == CaptureKind.RECORDING and not recordings_are_possible():
        raise Refused("no_recorder_here")
    if was_removed(source):
        raise Refused("removed_content")
    made = order(source, CaptureReason.ASKED, by, what=what)
    audit.record(by=by, verb="source.capture_asked", chain=source, about=made, data={"what": what})
    return made


def order(of: Source | Article, reason: str, by: User | None = None, *, what: str = CaptureKind.PAGE) -> CaptureOrder:
    """An order for the page of a source or an article; the open one where there is one already."""
    subject = {**_subject(of), "what": what}
    still = CaptureOrder.objects.filter(**subject, state__in=[CaptureState.WAITING, CaptureState.OPENING])
    row = None
    while row is None:
        try:
            with transaction.atomic():
                row = CaptureOrder.objects.create(**subject, url=of.url, reason=reason, asked_by=by)
        except IntegrityError:
            row = still.first()  # none, where it was closed just now
    nudge("capture_next")
    return row


def was_removed(of: Source | Article) -> bool:
    """Whether a page of it was removed by law. A browser's page, or a recording, may have other bytes each time."""
    gone = Removal.objects.hashes()
    shown = Snapshot.objects.filter(Q(by_browser=True) | Q(media_type__in=list(RECORDINGS)), blob__in=gone)
    return shown.filter(**_subject(of)).exists()


def _subject(of: Source | Article) -> dict[str, Source | Article]:
    return {"source" if isinstance(of, Source) else "article": of}


def order_after_fetch(source: Source, fetched: Snapshot, *, watched: bool) -> None:
    """A worker kept `fetched` or found it unchanged: a page that asks for scripts or raises a doubt is opened, too."""
    if not watched:
        _order_recording(source)
    if not are_possible() or fetched.media_type not in HTML or was_removed(source):
        return
    if doubt_in(fetched.why) in NOT_THE_DOCUMENT:
        order(source, CaptureReason.DOUBT)
    elif watched and source.citations.filter(snapshot__by_browser=True, removed_at=None).exists():
        order(source, CaptureReason.WATCH)
    elif not watched and Newsroom.objects.current().capture_every_page:
        order(source, CaptureReason.EVERY)
    elif not watched:
        order_for_words(source)


def order_for_words(source: Source) -> None:
    """Quoted words are not in a page as it was sent: its reader may see them, in a frame or by a script.

    Once for each source: words that a browser does not show either are somebody's error.
    """
    if not are_possible() or not source.url or source.protected or was_removed(source):
        return
    seen = source.capture_orders.filter(what=CaptureKind.PAGE).exists()
    sent = None if seen else source.snapshots.kept().fetched().order_by("-pk").first()
    if sent is None or sent.by_browser or sent.media_type not in HTML:
        return
    missing = source.citations.filter(removed_at=None, snapshot=None).exclude(quoted_words="")
    if any(find_quote(sent.other_text, words) is None for words in missing.values_list("quoted_words", flat=True)):
        order(source, CaptureReason.DOUBT)


def _order_recording(source: Source) -> None:
    """Where the newsroom keeps every recording, and none of this source's is kept yet."""
    if not recordings_are_possible() or not Newsroom.objects.current().keep_recordings or was_removed(source):
        return
    if not source.snapshots.all().recordings().exists():
        order(source, CaptureReason.EVERY, what=CaptureKind.RECORDING)


def order_instead(article: Article, media_type: str) -> None:
    """The page of `article` has no text as it is sent: a browser may show one."""
    if are_possible() and media_type in HTML and not was_removed(article):
        order(article, CaptureReason.DOUBT)


def limits() -> CaptureLimits:
    """The limits that the installation's settings name."""
    return CaptureLimits(
        seconds=settings.CAPTURE_MAX_SECONDS,
        megabytes=settings.CAPTURE_MAX_MEGABYTES,
        max_bytes=settings.CAPTURE_MAX_BYTES,
        opened=networks(settings.FETCH_ALLOWED_NETWORKS),
        contact=settings.FETCH_CONTACT,
        sandbox=settings.CAPTURE_SANDBOX,
    )


def open_orders(source: Source) -> QuerySet[CaptureOrder]:
    """Those that wait or are worked on, and the newest recording that could not be had."""
    still = Q(state__in=[CaptureState.WAITING, CaptureState.OPENING])
    last = source.capture_orders.filter(what=CaptureKind.RECORDING).order_by("-pk").values("pk")[:1]
    if source.snapshots.all().recordings().exists():
        last = last.none()
    return source.capture_orders.filter(still | Q(state=CaptureState.FAILED, pk__in=last)).order_by("pk")


def due() -> Q:
    """Orders that a worker may claim now."""
    now = timezone.now()
    return Q(state=CaptureState.WAITING, next_try_at__lte=now) | Q(state=CaptureState.OPENING, lease_until__lt=now)


def sweep() -> None:
    """Ring for each order that is due, where somebody may hear it."""
    if are_possible() or recordings_are_possible():
        for _n in range(min(CaptureOrder.objects.filter(due()).count(), 20)):
            nudge("capture_next")


def renew(work: CaptureOrder) -> bool:
    """Time to store what came, whatever the browser took; False when the claim was lost meanwhile."""
    until = timezone.now() + timedelta(seconds=STORING)
    return CaptureOrder.objects.filter(mine(work)).update(lease_until=until) == 1


def mine(work: CaptureOrder) -> Q:
    """The order, as long as nobody else has claimed it."""
    return Q(pk=work.pk, claim_token=work.claim_token, state=CaptureState.OPENING)


def release(work: CaptureOrder, **values: object) -> bool:
    """Write `values` and give up the claim, unless the claim is no longer ours."""
    return CaptureOrder.objects.filter(mine(work)).update(claim_token=None, lease_until=None, **values) == 1


def claim_next() -> CaptureOrder | None:
    """Claim the order that is due first; None when there is none."""
    room = timezone.now() + timedelta(seconds=settings.PARSE_MAX_SECONDS + ROOM)
    told: dict[str, Any] = {
        "token": uuid.uuid4(),
        "page": room + timedelta(seconds=settings.CAPTURE_MAX_SECONDS),
        "recording": room + timedelta(seconds=settings.RECORDING_MAX_SECONDS),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CLAIM, told)
        row = cursor.fetchone()
    return CaptureOrder.objects.select_related("source", "article").get(pk=row[0]) if row else None
