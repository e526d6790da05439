"""A worker's work on one document: fetch it, read it, keep it, and say what came of it.

Network and parsing happen outside any transaction; a worker that comes too late finds another's token in the
row and writes nothing.
"""

from __future__ import annotations

import datetime
import random
import time
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from annotations.connections import drop_if_cut
from annotations.extraction.document import Document, Unreadable
from annotations.extraction.kinds import sniff
from annotations.extraction.walls.doubts import doubt_in, doubt_of, is_no_article, noted
from annotations.fetching.client import Fetched, Validators, fetch
from annotations.fetching.errors import FetchError
from annotations.models import Article, Blob, Fetch, FetchState, Snapshot
from annotations.models.evidence.explained import explained, explained_by
from annotations.parsing import parser
from annotations.queue import nudge
from annotations.services.evidence import captures, sources, watching
from annotations.services.record import audit
from annotations.services.store import blobs, uploads
from annotations.services.store.fetches import MAX_ATTEMPTS, WATCH, claim_next, due, limits, take_turn
from annotations.services.text import articles, versions

log = structlog.get_logger("annotations.fetches")
FIRST_PAUSE = 10.0


def work_on_due() -> int:
    """One document after the other while there are some, for a quarter of a task's time; gives their count.

    A ring for each would leave a worker idle until the broker has it.
    """
    until = time.monotonic() + settings.CELERY_TASK_TIME_LIMIT / 4
    count = 0
    while time.monotonic() < until and work_on_next(rings=count == 0) is not None:
        count += 1
    if count and time.monotonic() >= until:
        nudge("fetch_next")
    return count


def work_on_next(*, rings: bool = True) -> Fetch | None:
    """Claim one row, get its document, write down what came of it. Gives the row, None when none was due.

    `rings` for another worker where more are due.
    """
    work = claim_next()
    if work is None:
        return None
    if work.attempts > MAX_ATTEMPTS:
        # It took its worker down each time: set aside, and the rest goes on.
        finish_failed(work, Fetched(url=work.url), "gave_up", permanent=True)
    elif not take_turn(work):
        postpone(work)
    else:
        _get_safely(work)
    if rings and Fetch.objects.filter(due()).exists():
        nudge("fetch_next")
    return work


def postpone(work: Fetch) -> None:
    """Give the row back: its host was asked just now. Counts as no attempt."""
    again = timezone.now() + timedelta(seconds=settings.FETCH_HOST_PAUSE_SECONDS * random.uniform(1, 1.5))  # noqa: S311
    _release(work, state=FetchState.WAITING, next_try_at=again, attempts=work.attempts - 1)


def _get_safely(work: Fetch) -> None:
    """Whatever goes wrong in our own code is written down at once, not left to the lease."""
    try:
        _get(work)
    except SoftTimeLimitExceeded:
        drop_if_cut()
        finish_failed(work, Fetched(url=work.url), "timeout", permanent=False)
    except blobs.NotStored:
        finish_failed(work, Fetched(url=work.url), "not_stored", permanent=False)
    except Exception:
        log.exception("fetch_broke", fetch=work.pk)
        drop_if_cut()  # the limit may have struck while the transaction was being ended, which hides it
        finish_failed(work, Fetched(url=work.url), "gave_up", permanent=False)


def _get(work: Fetch) -> None:
    started = timezone.now()
    log.info("fetch_started", fetch=work.pk, attempt=work.attempts)
    held = held_copy(work)
    result = fetch(work.url, limits(), validators_of(held))
    if held and (result.not_modified or (result.error is None and result.sha256 == held.blob_id)):
        finish_same(work, result, held, started=started)
        return
    document: Document | None = None
    note = explained()
    if result.error is None:
        try:
            document = parser.extract(
                result.body,
                media_type=result.media_type,
                charset=result.charset,
                url=result.final_url,
                name=result.name,
            )
        except Unreadable as exc:
            note = explained_by(exc)
        doubt = doubt_of(document, result.body, result.media_type, work.url, result.final_url)
        note = explained(noted(doubt)) if doubt else note
        if work.article_id and is_no_article(doubt, document):
            document = None  # somebody pastes it, or tries again
    if result.error is not None:
        finish_failed(work, result, result.error.code, permanent=result.error.permanent, started=started)
    elif work.article_id and document and versions.is_too_long(document):
        finish_failed(work, result, "too_large", permanent=True, started=started)
    elif document is None and work.article:
        finish_failed(work, result, "unreadable", permanent=True, why=note, started=started)
        captures.order_instead(work.article, result.media_type)
    else:
        try:
            finish_kept(work, result, document, note=note, started=started)
        except blobs.RemovedContent:
            finish_failed(work, result, "removed_content", permanent=True, started=started)
    log.info(
        "fetch_finished",
        fetch=work.pk,
        error=result.error.code if result.error else None,
        ms=result.seconds * 1000,
    )


def _release(work: Fetch, **values: object) -> bool:
    """Write `values` and give up the claim, unless the claim is no longer ours."""
    mine = Fetch.objects.filter(pk=work.pk, claim_token=work.claim_token, state=FetchState.FETCHING)
    return mine.update(claim_token=None, lease_until=None, **values) == 1


def _attempt_facts(work: Fetch, result: Fetched, started: datetime.datetime | None) -> dict[str, object]:
    return {
        "source": work.source,
        "article": work.article,
        "url": work.url,
        "final_url": result.final_url[:2000],
        "redirects": result.redirects,
        "status": result.status,
        "reason": result.reason,
        "peer": result.peer,
        "headers": result.headers,
        "started_at": started or timezone.now(),
        "tool": "factcheck fetcher 2",
    }


def held_copy(work: Fetch) -> Snapshot | None:
    """The newest copy that a worker kept of this document; None for one that may not be the document."""
    copies = Snapshot.objects.kept().fetched().filter(source=work.source_id, article=work.article_id)
    newest = copies.defer("text", "other_text", "blocks", "spans").order_by("-pk").first()
    confirmed = work.source.confirmed_copy_id if work.source else None
    doubtful = newest is not None and doubt_in(newest.why) != "" and newest.pk != confirmed
    return None if doubtful else newest


def validators_of(held: Snapshot | None) -> Validators | None:
    if held is None:
        return None
    told = {name.lower(): value for name, value in held.headers}
    return Validators(held.final_url, told.get("etag", ""), told.get("last-modified", ""))


@transaction.atomic
def finish_same(
    work: Fetch, result: Fetched, held: Snapshot, *, started: datetime.datetime | None = None
) -> Snapshot | None:
    """Write down that the document is the one we hold, and close the row; None when the claim was lost meanwhile."""
    if not _release(work, state=FetchState.DONE, finished_at=timezone.now(), error="", **explained()):
        return None
    snapshot = Snapshot.objects.create(**_attempt_facts(work, result, started), same_as=held)
    if work.source:
        watching.judge(work.source, snapshot)
        sources.bump_articles(work.source)
        captures.order_after_fetch(work.source, held, watched=work.reason == WATCH)
    elif work.article:
        Article.objects.filter(pk=work.article.pk).update(checked_at=timezone.now())
        articles.bump(work.article)
    return snapshot


def finish_kept(
    work: Fetch,
    result: Fetched,
    document: Document | None,
    *,
    note: dict[str, Any] | None = None,
    started: datetime.datetime | None = None,
) -> Snapshot | None:
    """Keep the copy and close the row; None, and no row written, when the claim was lost meanwhile."""
    blob = blobs.keep(result.body)  # before the transaction: storage may be far away
    with transaction.atomic():
        return _close_kept(work, result, document, note or explained(), blob, started)


def _close_kept(
    work: Fetch,
    result: Fetched,
    document: Document | None,
    note: dict[str, Any],
    blob: Blob,
    started: datetime.datetime | None,
) -> Snapshot | None:
    done = {"state": FetchState.DONE, "finished_at": timezone.now(), "error": "", **note}
    if not _release(work, **done):
        return None
    snapshot = Snapshot.objects.create(
        **_attempt_facts(work, result, started),
        **uploads.snapshot_facts(document),
        blob=blob,
        size=len(result.body),
        media_type=sniff(result.body, result.media_type, result.name or urlsplit(result.final_url).path)[:120],
        file_name=result.name,
        charset=result.charset,
        **note,
    )
    if work.source:
        watching.judge(work.source, snapshot)  # before claims and articles are held: texts are compared
        sources.take_in(source=work.source, snapshot=snapshot)
        captures.order_after_fetch(work.source, snapshot, watched=work.reason == WATCH)
    elif work.article and document:
        articles_take_in(work.article, document, snapshot)
    return snapshot


def articles_take_in(article: Article, document: Document, snapshot: Snapshot) -> None:
    """The fetched article's text, where it is another one, and the facts its page tells where nobody filled them in."""
    article.title = article.title or document.title[:500] or articles.first_line(document)
    article.publisher = article.publisher or document.publisher[:200]
    article.authors = article.authors or document.author[:300]
    article.published_on = article.published_on or uploads.day_of(document.date)
    if not article.language:
        article.language = document.language.split("-")[0] or versions.guess_language(document.text)
        article.direction = versions.direction_of(article.language)
    facts = ["title", "publisher", "authors", "published_on", "language", "direction"]
    article.checked_at = timezone.now()
    article.save(update_fields=[*facts, "checked_at"])
    version = versions.add_version(article=article, document=document, by=None, snapshot=snapshot)
    if version is not None and version.number > 1:
        data = {"number": version.number}
        audit.record(by=None, verb="article.version_found", chain=article, about=version, data=data)
    articles.bump(article)


@transaction.atomic
def finish_failed(
    work: Fetch,
    result: Fetched,
    code: str,
    *,
    permanent: bool,
    why: dict[str, Any] | None = None,
    started: datetime.datetime | None = None,
) -> None:
    """Write the attempt down with its reason; what may pass gets another try later, a few times at most."""
    told = why or explained_by(result.error or FetchError(code))
    again = not permanent and work.attempts < MAX_ATTEMPTS
    values: dict[str, object] = {"error": code, **told}
    if again:
        wait = FIRST_PAUSE * 3 ** (work.attempts - 1) * random.uniform(0.8, 1.2)  # noqa: S311 - jitter
        asked = result.error.retry_after if result.error else None
        at = timezone.now() + timedelta(seconds=max(wait, asked or 0))
        values |= {"state": FetchState.WAITING, "next_try_at": at}
    else:
        values |= {"state": FetchState.FAILED, "finished_at": timezone.now()}
    if not _release(work, **values):
        return
    attempt = Snapshot.objects.create(**_attempt_facts(work, result, started), error=code, **told)
    if work.source:
        if not again:
            watching.judge(work.source, attempt)
        sources.bump_articles(work.source)
    if work.article:
        articles.bump(work.article)
