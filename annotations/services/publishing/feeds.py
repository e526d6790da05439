"""Feeds as files: made once for each change, by a worker, so that no thread keeps pace with a reader."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator

import structlog
from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.models import Max
from django.utils import timezone
from psycopg.errors import UniqueViolation

from annotations.connections import IN_THE_WAY, one_snapshot
from annotations.models import ClaimReview, LivePage, Newsroom, NewsroomPage, PublicCopy, PublishedFile, Removal
from annotations.queue import nudge

log = structlog.get_logger("annotations.feeds")
#: Up to this many fact-checks a page makes the feed itself when it is out of date; for more it asks a worker.
MADE_AT_ONCE = 300
#: Raised when what a feed says of a fact-check changes with the code.
FORMAT = 4
#: First key of the advisory locks under which files are made; the second is the name's.
LOCK = 0x66656564

Pieces = Callable[[], Iterator[str]]


def mark() -> str:
    """What a feed of all fact-checks depends on, in a hash: our address and the newest of all that it tells.

    That is publications, retractions, copies shown to readers or withdrawn, what was removed by law, and the publisher.
    """
    newest = ClaimReview.objects.public().aggregate(published=Max("published_at"), retracted=Max("retracted_at"))
    shown = PublicCopy.objects.aggregate(made=Max("made_at"), withdrawn=Max("withdrawn_at"))
    removed = Removal.objects.aggregate(removed=Max("removed_at"))
    publisher = [Newsroom.objects.current().changed_at, NewsroomPage.objects.aggregate(newest=Max("pk"))["newest"]]
    pages = LivePage.objects.aggregate(newest=Max("set_at"))
    site = [*pages.values(), FORMAT, settings.SITE_URL, settings.SITE_NAME, *publisher]
    told = [*site, *newest.values(), *shown.values(), *removed.values()]
    return hashlib.sha256(repr([str(part) for part in told]).encode()).hexdigest()


def current(name: str, pieces: Pieces) -> PublishedFile | None:
    """The file to serve: the newest, made now where that is quick; None where a worker has yet to make the first one.

    A feed of many fact-checks may be some seconds old.
    """
    kept = _kept(name)
    if kept is not None and kept.mark == mark():
        return kept
    if ClaimReview.objects.public().order_by()[: MADE_AT_ONCE + 1].count() <= MADE_AT_ONCE:
        try:
            return make(name, pieces) or kept
        except OSError:
            log.exception("feed_not_stored", name=name)
            return kept
    nudge("make_feeds")
    return kept


def make(name: str, pieces: Pieces) -> PublishedFile | None:
    """Write the feed anew where it is out of date, and give it; None while another process is at it.

    All of it tells of one moment, however long it takes.
    """
    try:
        with one_snapshot():
            return _make(name, pieces) if _locked(name) else None
    except (OperationalError, IntegrityError) as exc:
        if not isinstance(exc.__cause__, (*IN_THE_WAY, UniqueViolation)):
            raise
        return None  # another process made it since that moment


def _make(name: str, pieces: Pieces) -> PublishedFile | None:
    wanted = mark()  # before the rows are read: what comes meanwhile makes it out of date
    kept = _kept(name)
    if kept is not None and kept.mark == wanted:
        return kept
    stored_as, sha256 = _store(name, pieces())
    gone = kept.before if kept else ""
    values = {"stored_as": stored_as, "before": kept.stored_as if kept else "", "sha256": sha256, "mark": wanted}
    made, _new = PublishedFile.objects.update_or_create(pk=name, defaults={**values, "made_at": timezone.now()})
    if gone and gone not in (made.stored_as, made.before):
        transaction.on_commit(lambda: default_storage.delete(gone), robust=True)
    return made


def _kept(name: str) -> PublishedFile | None:
    """The newest file; none where the store does not have it, as after a backup was restored."""
    kept = PublishedFile.objects.filter(pk=name).first()
    return kept if kept is not None and default_storage.exists(kept.stored_as) else None


def _locked(name: str) -> bool:
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, key])
        return bool(cursor.fetchone()[0])


def _store(name: str, pieces: Iterator[str]) -> tuple[str, str]:
    """Write the pieces into the store; (where, SHA-256). By way of a file on disk, so that memory stays flat."""
    found = hashlib.sha256()
    with tempfile.TemporaryFile() as written:
        for piece in pieces:
            data = piece.encode()
            found.update(data)
            written.write(data)
        written.seek(0)
        stem, _, ending = name.partition(".")
        stored_as = f"feeds/{stem}-{found.hexdigest()[:16]}.{ending}"
        if not default_storage.exists(stored_as):
            stored_as = default_storage.save(stored_as, File(written))
    log.info("feed_made", name=name)
    return stored_as, found.hexdigest()
