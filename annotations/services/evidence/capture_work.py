"""A worker's work on one page or recording: get it, read it, keep it, and say what came of it.

Browser and parsing run outside any transaction; a worker that comes too late finds another's token in the row and
writes nothing.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.utils import timezone

from annotations.capture.capture import capture
from annotations.capture.captured import Captured, Resource
from annotations.capture.recording import record
from annotations.connections import drop_if_cut
from annotations.extraction.document import Document, Unreadable
from annotations.extraction.kinds import MHTML
from annotations.extraction.walls.doubts import doubt_of, is_no_article, noted
from annotations.fetching.errors import FetchError
from annotations.models import (
    Blob,
    CapturedPage,
    CapturedResource,
    CaptureKind,
    CaptureOrder,
    CaptureReason,
    CaptureState,
    Snapshot,
)
from annotations.models.evidence.explained import explained, explained_by
from annotations.parsing import parser
from annotations.queue import nudge
from annotations.services.evidence import captures, fetch_work, recordings, sources, watching
from annotations.services.evidence.captures import browser, claim_next, due, mine, release, renew, was_removed
from annotations.services.store import blobs, uploads
from annotations.services.text import articles, versions

log = structlog.get_logger("annotations.captures")
MAX_ATTEMPTS = 2
TOOL = "factcheck browser 1"
PAUSE = timedelta(seconds=30)


def work_on_next() -> CaptureOrder | None:
    """Claim one order, open its page, write down what came of it. Gives the order, None when none was due."""
    work = claim_next()
    if work is None:
        return None
    if work.attempts > MAX_ATTEMPTS:
        _fail(work, FetchError("gave_up"))  # it took its worker down each time
    else:
        _capture_safely(work)
    if CaptureOrder.objects.filter(due()).exists():
        nudge("capture_next")
    return work


def _capture_safely(work: CaptureOrder) -> None:
    """Whatever goes wrong in our own code is written down at once, not left to the lease."""
    try:
        _record(work) if work.what == CaptureKind.RECORDING else _capture(work)
    except SoftTimeLimitExceeded:
        drop_if_cut()
        _fail(work, FetchError("timeout"))
    except blobs.NotStored:
        _fail(work, FetchError("not_stored"))
    except blobs.RemovedContent:
        _fail(work, FetchError("removed_content"))
    except Exception:
        log.exception("capture_broke", order=work.pk)
        drop_if_cut()
        _fail(work, FetchError("gave_up"), permanent=False)


def _capture(work: CaptureOrder) -> None:
    path = browser()
    log.info("capture_started", order=work.pk, attempt=work.attempts)
    if path is None:
        _fail(work, FetchError("no_browser"))
        return
    found = capture(work.url, path, captures.limits())
    log.info("capture_finished", order=work.pk, error=found.error.code if found.error else None, said=found.said)
    if found.error is not None:
        _fail(work, found.error)
    else:
        _keep(work, found)


def _record(work: CaptureOrder) -> None:
    log.info("recording_started", order=work.pk, attempt=work.attempts)
    with record(work.url, captures.limits()) as found:
        error = found.error
        log.info("recording_finished", order=work.pk, error=error.code if error else None, said=found.said)
        if error is None:
            error = recordings.keep(work, found)
    if error is None:
        return
    if error.code == "no_recording" and work.reason == CaptureReason.EVERY:
        CaptureOrder.objects.filter(mine(work)).delete()  # nobody asked for one, and there is none
    else:
        _fail(work, error)


def _fail(
    work: CaptureOrder, error: FetchError, *, permanent: bool | None = None, why: dict[str, Any] | None = None
) -> None:
    """Write down why there is no capture; what may pass gets another try."""
    values: dict[str, object] = {"error": error.code, **(why or explained_by(error))}
    if not (error.permanent if permanent is None else permanent) and work.attempts < MAX_ATTEMPTS:
        values |= {"state": CaptureState.WAITING, "next_try_at": timezone.now() + PAUSE}
    else:
        values |= {"state": CaptureState.FAILED, "finished_at": timezone.now()}
    with transaction.atomic():
        if not release(work, **values):
            return
        if work.source and values["state"] == CaptureState.FAILED and work.what == CaptureKind.PAGE:
            watching.judge_capture(work.source, _attempt(work, values))
        _tell(work)


def _attempt(work: CaptureOrder, values: dict[str, object]) -> Snapshot:
    """What did not come of it, among the attempts."""
    told = {name: values[name] for name in ("error", "why", "why_params")}
    return Snapshot.objects.create(source=work.source, url=work.url, by_browser=True, tool=TOOL, **told)


def _tell(work: CaptureOrder) -> None:
    """Open pages learn of it."""
    if work.source:
        sources.bump_articles(work.source)
    elif work.article:
        articles.bump(work.article)


def _keep(work: CaptureOrder, found: Captured) -> Snapshot | None:
    """Keep what the browser showed; None, and no row written, when the claim was lost meanwhile."""
    document, note, doubt = _read(work.url, found)
    if work.article and (document is None or is_no_article(doubt, document)):
        _fail(work, FetchError("no_text"), why=note if note["why"] else None)
        return None
    if work.article and document and versions.is_too_long(document):
        _fail(work, FetchError("too_large"))
        return None
    if not renew(work):
        return None
    # Before the transaction: storage may be far away.
    page = blobs.keep(found.page)
    files = {name: blobs.keep_unless_removed(data) if data else None for name, data in _files(found).items()}
    bodies = [None if r.body is None else blobs.keep_unless_removed(r.body) for r in found.resources]
    with transaction.atomic():
        if not CaptureOrder.objects.select_for_update().filter(mine(work)).exists():
            return None
        subject = work.source or work.article
        if subject is not None and was_removed(subject):
            raise blobs.RemovedContent
        snapshot = _snapshot(work, found, document, note, page)
        told = {name: getattr(found, name) for name in ("browser", "width", "height", "cut", "pressed", "left_out")}
        shown = CapturedPage.objects.create(snapshot=snapshot, refused=found.refused, **told, **files)
        resources = zip(found.resources, bodies, strict=True)
        CapturedResource.objects.bulk_create(_resource(shown, resource, blob) for resource, blob in resources)
        if work.source:
            watching.judge_capture(work.source, snapshot)
            sources.take_in(source=work.source, snapshot=snapshot)
        elif work.article and document:
            fetch_work.articles_take_in(work.article, document, snapshot)
        # Last: a fetch that holds the source may be waiting for this row's place in the queue.
        release(work, state=CaptureState.DONE, finished_at=timezone.now(), snapshot=snapshot, error="", **explained())
    return snapshot


def _snapshot(
    work: CaptureOrder, found: Captured, document: Document | None, note: dict[str, Any], page: Blob
) -> Snapshot:
    return Snapshot.objects.create(
        source=work.source,
        article=work.article,
        url=work.url,
        final_url=found.final_url,
        status=found.status,
        headers=found.headers,
        **uploads.snapshot_facts(document),
        blob=page,
        size=page.size,
        media_type=MHTML,
        **note,
        by_browser=True,
        tool=TOOL,
        started_at=found.started_at,
    )


def _resource(page: CapturedPage, found: Resource, blob: Blob | None) -> CapturedResource:
    return CapturedResource(
        page=page,
        url=found.url,
        method=found.method,
        status=found.status,
        reason=found.reason,
        headers=found.headers,
        request_headers=found.request_headers,
        media_type=found.media_type,
        blob=blob,
    )


def _read(url: str, found: Captured) -> tuple[Document | None, dict[str, Any], str]:
    """The document in what the browser showed, what there is to be said of it, and the code of a doubt."""
    document, note = None, explained()
    try:
        document = parser.extract(found.page, media_type=MHTML, url=found.final_url)
    except Unreadable as exc:
        note = explained_by(exc)
    # Its scripts have run: what they left empty is no page that asks for them.
    doubt = doubt_of(document, b"", "text/html", url, found.final_url)
    return document, explained(noted(doubt)) if doubt else note, doubt


def _files(found: Captured) -> dict[str, bytes]:
    words = json.dumps(found.words, ensure_ascii=False, separators=(",", ":")).encode() if found.words else b""
    return {"picture": found.picture, "print": found.print, "words": words, "unpressed": found.unpressed}
