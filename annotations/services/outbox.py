"""What programs that keep markup are told: each page once it changes, by a person or by a push.

An order names the page and not its content: what is sent is what stands there as it is sent, whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from annotations.fetching.client import Asked, Fetched, fetch
from annotations.models import Claim, LivePage, OutboxPage, User
from annotations.queue import nudge
from annotations.review.permissions import Permission, check_can
from annotations.services import audit
from annotations.services.fetch_work import limits

#: Pages of one task.
AT_ONCE = 20
#: A worker that died leaves a page to the next one after this long; a failed push waits longer each time.
LEASE, LONGEST_WAIT = timedelta(minutes=5), timedelta(days=1)
#: The page's content now; None where no fact-check stands there.
Body = Callable[[OutboxPage], dict[str, Any] | None]


def changed(claim: Claim, *urls: str) -> None:
    """What stands on the claim's page, or on these in the newsroom's CMS, is another from now on."""
    now = timezone.now()
    values = {"changed_at": now, "next_try_at": now, "tries": 0}
    there = [url for url in urls if url]
    for url in there:
        OutboxPage.objects.update_or_create(url=url, defaults=values)
    if not there:
        page = OutboxPage(claim=claim, **values)
        OutboxPage.objects.bulk_create([page], update_conflicts=True, unique_fields=["claim"], update_fields=[*values])
    nudge("push_markup")


def published(claim: Claim) -> None:
    """The fact-check of `claim` was published or corrected."""
    live = LivePage.objects.standing().filter(claim=claim).values_list("url", flat=True).first()
    changed(claim, live or "")


def retracted(claim: Claim) -> None:
    """It was taken back: to be deleted where it was sent."""
    published(claim)
    _forget_unsent(claim)


def moved(claim: Claim, before: str, after: str) -> None:
    """It appears at `after` instead of `before`; "" for our own page."""
    for url in (before, after):
        changed(claim, url)
    if after:
        _forget_unsent(claim)


def publisher_changed() -> None:
    """Each page names the publisher with its logo."""
    now = timezone.now()
    OutboxPage.objects.filter(sent_body__isnull=False).update(changed_at=now, next_try_at=now, tries=0)
    nudge("push_markup")


def _forget_unsent(claim: Claim) -> None:
    """Nobody was told of our page, and there is nothing on it to tell of any more."""
    OutboxPage.objects.filter(claim=claim, sent_body__isnull=True).delete()


def step_of(page: OutboxPage, body: dict[str, Any] | None) -> str:
    """create, update or delete; "" where what was sent is what stands there."""
    if body == page.sent_body:
        return ""
    if body is None:
        return "delete"
    return "update" if page.sent_body is not None else "create"


@transaction.atomic
def mark_sent(*, pages: dict[int, dict[str, Any] | None], by: User, at: datetime) -> int:
    """A person says that they sent `pages`, {key: the content that stood there `at`}; gives how many waited.

    What was changed since waits on.
    """
    check_can(by, Permission.DECIDE)
    rows = OutboxPage.objects.waiting().select_for_update(of=("self",)).filter(pk__in=pages).order_by("pk")
    for page in rows:
        _sent(page, pages[page.pk], by, at)
    return len(rows)


def pushes() -> bool:
    """Whether what waits is sent by a worker."""
    return bool(settings.MARKUP_PUSH_URL)


def push(body_of: Body) -> int:
    """Send what waits to MARKUP_PUSH_URL, where one is set; gives how many were taken there."""
    if not pushes():
        return 0
    for done in range(AT_ONCE):
        page = _take()
        if page is None:
            return done
        body, seen = body_of(page), page.changed_at
        _finish(page, body, seen, _asked(page, body) if step_of(page, body) else None)
    nudge("push_markup")
    return AT_ONCE


def _take() -> OutboxPage | None:
    with transaction.atomic():
        due = OutboxPage.objects.waiting().filter(next_try_at__lte=timezone.now()).order_by("changed_at", "pk")
        page = due.select_for_update(skip_locked=True, of=("self",)).first()
        if page is not None:
            page.next_try_at = timezone.now() + LEASE
            page.save(update_fields=["next_try_at"])
    return page


def _asked(page: OutboxPage, body: dict[str, Any] | None) -> Fetched:
    """POST for a new page, PUT for one that is there, DELETE for one that is no more."""
    headers = {"Accept": "application/json", "Authorization": f"Bearer {settings.MARKUP_PUSH_TOKEN}"}
    base = settings.MARKUP_PUSH_URL.rstrip("/")
    # "pages/abc" lies beside …/pages.
    own = f"{base}/{page.name.rpartition('/')[2]}" if page.name else base
    if body is None:
        asked = Asked("DELETE", headers)
    else:
        told = {**body, **{k: v for k, v in (("name", page.name), ("versionId", page.version_id)) if v}}
        data = json.dumps(told, ensure_ascii=False).encode()
        asked = Asked("PUT" if page.name else "POST", {**headers, "Content-Type": "application/json"}, body=data)
    return fetch(own, replace(limits(), max_bytes=1_000_000, redirects=0), asked=asked)


def _finish(page: OutboxPage, body: dict[str, Any] | None, seen: datetime, answer: Fetched | None) -> None:
    """Write down how it went; `answer` is None where there was nothing new to send."""
    with transaction.atomic():
        row = OutboxPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
        if answer is not None and answer.error is not None:
            row.tries += 1
            row.next_try_at = timezone.now() + min(timedelta(minutes=2 ** min(row.tries, 12)), LONGEST_WAIT)
            row.error = answer.error.message[:300]
            row.save(update_fields=["tries", "next_try_at", "error"])
            return
        if answer is not None:
            told = _told(answer) if body is not None else {"name": ""}
            row.name, row.version_id = told.get("name", row.name), told.get("versionId", "")
        # As of the moment the content was read: what was changed meanwhile is sent again.
        _sent(row, body, None, seen)


def _told(answer: Fetched) -> dict[str, str]:
    """What the other program calls the page, as far as it says so."""
    try:
        told = json.loads(answer.body or b"{}")
    except ValueError:
        return {}
    found = {name: told.get(name) for name in ("name", "versionId")} if isinstance(told, dict) else {}
    return {name: value[:200] for name, value in found.items() if isinstance(value, str)}


def _sent(page: OutboxPage, body: dict[str, Any] | None, by: User | None, at: datetime) -> None:
    step = step_of(page, body)
    page.sent_at, page.sent_by, page.sent_body, page.error, page.tries = at, by, body, "", 0
    page.save(update_fields=["sent_at", "sent_by", "sent_body", "error", "tries", "name", "version_id"])
    if step:
        audit.record(by=by, verb="outbox.sent", chain=page, data={"step": step, "address": str(page)})
