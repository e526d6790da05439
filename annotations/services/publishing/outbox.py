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
from django.db.models import Q
from django.utils import timezone

from annotations.fetching.client import Asked, Fetched, fetch
from annotations.models import Claim, LivePage, OutboxPage, User
from annotations.models.evidence.explained import explained, explained_by
from annotations.queue import nudge
from annotations.review.permissions import Permission, check_can
from annotations.services.publishing.public_addresses import check_url
from annotations.services.record import audit
from annotations.services.store.fetches import limits

#: Pages of one task.
AT_ONCE = 20
#: A worker that died leaves a page to the next one after this long; a failed push waits longer each time.
LEASE, LONGEST_WAIT = timedelta(minutes=5), timedelta(days=1)
#: The page's content now; None where no fact-check stands there.
Body = Callable[[OutboxPage], dict[str, Any] | None]
#: Answers by which there is no such page, or not that version of it.
NOT_THERE, OTHER_VERSION = (404, 410), (409, 412)


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
    """The fact-check of `claim` was published, corrected or retracted."""
    live = LivePage.objects.standing().filter(claim=claim).values_list("url", flat=True).first()
    changed(claim, live or "")


def moved(claim: Claim, before: str, after: str) -> None:
    """It appears at `after` instead of `before`; "" for our own page."""
    for url in (before, after):
        changed(claim, url)


def publisher_changed() -> None:
    """Each page names the publisher with its logo."""
    now = timezone.now()
    OutboxPage.objects.filter(sent_body__isnull=False).update(changed_at=now, next_try_at=now, tries=0)
    nudge("push_markup")


def step_of(page: OutboxPage, body: dict[str, Any] | None) -> str:
    """create, update or delete; "" where what was sent is what stands there."""
    if body == page.sent_body:
        return ""
    if body is None:
        return "delete"
    return "update" if page.sent_body is not None else "create"


def address_of(page: OutboxPage) -> str:
    """Where readers find it: our page of its claim, or one in the newsroom's CMS."""
    return check_url(page.claim.pk, page.claim.slug) if page.claim else page.url


@transaction.atomic
def mark_sent(*, pages: dict[int, tuple[datetime, dict[str, Any] | None]], by: User) -> int:
    """A person says that they sent `pages`; gives how many waited.

    {key: (when it had changed, the content)}, the first read before the second: what was changed since waits on.
    """
    check_can(by, Permission.DECIDE)
    rows = OutboxPage.objects.waiting().select_for_update(of=("self",)).filter(pk__in=pages).order_by("pk")
    for page in rows:
        at, body = pages[page.pk]
        _sent(page, body, by, at)
    return len(rows)


def pushes() -> bool:
    """Whether what waits is sent by a worker."""
    return bool(settings.MARKUP_PUSH_URL)


def push(body_of: Body) -> int:
    """Send what waits to MARKUP_PUSH_URL, where one is set; gives how many pages were looked at."""
    if not pushes():
        return 0
    for done in range(AT_ONCE):
        page = _take()
        if page is None:
            return done
        body = body_of(page)
        if not step_of(page, body):
            _finish(page, body, None)
        elif page.sent_body is not None and not page.name:
            _fail(page, explained("push_nameless"))
        else:
            _tell(page, body)
    nudge("push_markup")
    return AT_ONCE


def _take() -> OutboxPage | None:
    """A page for this worker alone, until its lease ends; its own `changed_at` is older than its content."""
    now = timezone.now()
    with transaction.atomic():
        free = Q(leased_until=None) | Q(leased_until__lt=now)
        due = OutboxPage.objects.waiting().filter(free, next_try_at__lte=now).order_by("changed_at", "pk")
        page = due.select_for_update(skip_locked=True, of=("self",)).first()
        if page is not None:
            page.leased_until = now + LEASE
            page.save(update_fields=["leased_until"])
    return page


def _tell(page: OutboxPage, body: dict[str, Any] | None) -> None:
    answer = _asked(page, body)
    status, error = answer.status or 0, answer.error
    refused = explained("push_refused", {"status": status})
    if error is None or (body is None and status in NOT_THERE):
        _finish(page, body, answer)
    elif page.name and status in (*NOT_THERE, *OTHER_VERSION):
        # Somebody deleted or changed it there: it is made anew, or replaced whatever its version.
        _fail(page, refused, forgets_name=status in NOT_THERE)
    else:
        _fail(page, refused if status else explained_by(error))


def _asked(page: OutboxPage, body: dict[str, Any] | None) -> Fetched:
    """POST for a new page, PUT for one that is there, DELETE for one that is no more."""
    headers = {"Accept": "application/json", "Authorization": f"Bearer {settings.MARKUP_PUSH_TOKEN}"}
    base = settings.MARKUP_PUSH_URL.rstrip("/")
    # "pages/abc" lies beside …/pages.
    own = f"{base}/{page.name.rpartition('/')[2]}" if page.name else base
    if body is None:
        asked = Asked("DELETE", headers, any_success=True)
    else:
        told = {**body, **{k: v for k, v in (("name", page.name), ("versionId", page.version_id)) if v}}
        data = json.dumps(told, ensure_ascii=False).encode()
        headers["Content-Type"] = "application/json"
        asked = Asked("PUT" if page.name else "POST", headers, body=data, any_success=True)
    return fetch(own, replace(limits(), max_bytes=1_000_000, redirects=0), asked=asked)


@transaction.atomic
def _fail(page: OutboxPage, told: dict[str, Any], *, forgets_name: bool = False) -> None:
    row = OutboxPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    row.tries, row.leased_until = row.tries + 1, None
    row.why, row.why_params = told["why"], told["why_params"]
    row.next_try_at = timezone.now() + min(timedelta(minutes=2 ** min(row.tries, 12)), LONGEST_WAIT)
    row.version_id = ""
    if forgets_name:
        row.name, row.sent_body = "", None
    row.save(
        update_fields=["tries", "leased_until", "next_try_at", "why", "why_params", "name", "version_id", "sent_body"]
    )


@transaction.atomic
def _finish(page: OutboxPage, body: dict[str, Any] | None, answer: Fetched | None) -> None:
    """It is told; `answer` is None where there was nothing new to tell."""
    row = OutboxPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if answer is not None:
        told = _told(answer) if body is not None else {"name": ""}
        row.name, row.version_id = told.get("name", row.name), told.get("versionId", "")
    # As of the moment before its content was read: what was changed meanwhile is sent again.
    _sent(row, body, None, page.changed_at)


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
    page.sent_at, page.sent_by, page.sent_body = at, by, body
    page.why, page.why_params, page.tries, page.leased_until = "", {}, 0, None
    written = ["sent_at", "sent_by", "sent_body", "why", "why_params", "tries", "leased_until", "name", "version_id"]
    page.save(update_fields=written)
    if step:
        audit.record(by=by, verb="outbox.sent", chain=page, data={"step": step, "address": address_of(page)})
