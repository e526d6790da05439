"""Fact-checks that appear in the newsroom's own CMS: their address, and whether our markup is there as it should be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from annotations.fetching.client import fetch
from annotations.markup.reading import read
from annotations.models import Claim, ClaimReview, LivePage, LiveState, User
from annotations.models.evidence.explained import explained, explained_by
from annotations.queue import nudge
from annotations.review.permissions import Permission, Refused, check_can
from annotations.review.states import Status
from annotations.services.publishing import outbox
from annotations.services.record import audit
from annotations.services.store.fetches import limits

#: Looks of one task; each may take as long as a page is waited for.
AT_ONCE = 5
#: How often a page is looked at; a worker that died leaves it to the next one after LEASE.
EVERY, LEASE = timedelta(days=1), timedelta(minutes=5)
#: A version's markup with the address of its page.
Markup = Callable[[ClaimReview], dict[str, Any]]


@transaction.atomic
def set_address(*, claim: Claim, by: User, url: str) -> LivePage | None:
    """From now on readers and programs find the fact-check at `url`; without one, on our own page again."""
    check_can(by, Permission.DECIDE)
    Claim.objects.held(claim.pk)
    if not ClaimReview.objects.public().filter(claim=claim).exists():
        raise Refused("not_published_to_appear")
    if urlsplit(url).netloc.lower() == urlsplit(settings.SITE_URL).netloc.lower() and url:
        raise ValidationError({"url": _("This is an address of this site. Write the one in your CMS.")})
    before = LivePage.objects.standing().filter(claim=claim).first()
    if (before.url if before else "") == url:
        return before
    values = {"url": url, "set_by": by, "set_at": timezone.now(), "state": LiveState.NEVER, "detail": "",
              "looked_at": None, "next_look_at": timezone.now()}  # fmt: skip
    made, _new = LivePage.objects.update_or_create(claim=claim, defaults=values)
    outbox.moved(claim, before.url if before else "", url)
    if before and not url:
        audit.record(by=by, verb="claim.live_page_removed", chain=claim, data={"url": before.url})
        return None
    audit.record(by=by, verb="claim.live_page_set", chain=claim, data={"url": url})
    nudge("fetch_live_pages")
    return made


def ask_look(*, claim: Claim, by: User) -> None:
    """Have a worker look at the page now."""
    check_can(by, Permission.DECIDE)
    LivePage.objects.filter(claim=claim).update(next_look_at=timezone.now(), looked_at=None)
    nudge("fetch_live_pages")


def work(markup: Markup) -> int:
    """Look at the pages that are due, a few at a time; gives their count. `markup` tells what should be there."""
    for done in range(AT_ONCE):
        page = _take()
        if page is None:
            return done
        review = ClaimReview.objects.public().select_related("claim").get(claim=page.claim_id)
        _finish(page, *_found(page.url, markup(review), is_retracted=review.status == Status.RETRACTED))
    nudge("fetch_live_pages")
    return AT_ONCE


def _take() -> LivePage | None:
    with transaction.atomic():
        due = LivePage.objects.standing().select_for_update(skip_locked=True).filter(next_look_at__lte=timezone.now())
        page = due.order_by("next_look_at").first()
        if page is not None:
            page.next_look_at = timezone.now() + LEASE
            page.save(update_fields=["next_look_at"])
    return page


def _found(url: str, wanted: dict[str, Any], *, is_retracted: bool) -> tuple[LiveState, dict[str, Any]]:
    """What stands on the page; of a retracted check nothing should."""
    answer = fetch(url, limits())
    if answer.error is not None:
        return LiveState.UNREACHED, explained_by(answer.error)
    reviews = [review for _path, review in read(answer.body, charset=answer.charset).reviews]
    # A story may hold several fact-checks: ours by its own name, else by its words.
    mine = [r for r in reviews if r.get("@id") == wanted["@id"]]
    mine = mine or [r for r in reviews if r.get("claimReviewed") == wanted["claimReviewed"]]
    if is_retracted:
        return (LiveState.LEFT if mine else LiveState.EQUAL), {}
    if not mine:
        return LiveState.MISSING, {}
    wrong = [name for name in sorted({*wanted, *mine[0]} - {"@context"}) if mine[0].get(name) != wanted.get(name)]
    return (LiveState.OTHER, {"detail": ", ".join(wrong)[:500]}) if wrong else (LiveState.EQUAL, {})


def _finish(page: LivePage, state: LiveState, told: dict[str, Any]) -> None:
    """Write what was found, unless the address was changed meanwhile; what is new stands in the history."""
    now = timezone.now()
    with transaction.atomic():
        mine = LivePage.objects.select_for_update(of=("self",)).filter(claim=page.claim_id, url=page.url).first()
        if mine is None:
            return
        before, mine.state = mine.state, state
        for name, value in {"detail": "", **explained(), **told}.items():
            setattr(mine, name, value)
        mine.looked_at, mine.next_look_at = now, now + EVERY
        mine.save(update_fields=["state", "detail", "why", "why_params", "looked_at", "next_look_at"])
        if before != state:
            audit.record(by=None, verb="claim.live_page_seen", chain=page.claim, data={"state": state.value})
