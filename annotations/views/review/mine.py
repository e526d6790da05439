"""A checker's own page: what waits for me, what came back and why, what I wrote lately, how often it came back."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.models import ClaimReview, User
from annotations.presenters.newsroom.figures import share
from annotations.presenters.review.lines import lists_of
from annotations.review.permissions import Permission
from annotations.review.states import Status
from annotations.web.loading import needs, person, visible

SHOWN = 20
#: Versions by which agreement is told.
LATELY = 200
DECIDING = (Status.IN_REVIEW, Status.APPROVED)


@require_safe
@needs(Permission.WRITE)
def mine(request: HttpRequest) -> HttpResponse:
    me = person(request)
    rows = visible(ClaimReview, request)
    waiting = rows.waiting_for(me)
    newest = list(me.authored.order_by("-pk").values_list("review", flat=True)[:SHOWN])
    lists = {
        "returned": waiting.filter(status=Status.RETURNED).order_by("changed_at", "pk"),
        "drafts": waiting.filter(status=Status.DRAFT).order_by("-changed_at", "-pk"),
        "to_decide": waiting.filter(status__in=DECIDING).order_by("submitted_at", "pk"),
        "lately": rows.filter(pk__in=newest).order_by("-changed_at", "-pk"),
    }
    shown = lists_of({name: found[:SHOWN] for name, found in lists.items()})
    return render(request, "mine/detail.html", {**shown, "agreement": _agreement(me)})


def _agreement(me: User) -> dict[str, Any] | None:
    """Of the last 200 versions I wrote in: how many of those decided were approved without being returned."""
    decided = Q(approved_at__isnull=False) | ~Q(return_comment="")
    lately = list(me.authored.order_by("-pk").values_list("review", flat=True)[:LATELY])
    counts = (
        ClaimReview.objects.visible_to(me)
        .filter(decided, pk__in=lately)
        .aggregate(total=Count("pk"), agreed=Count("pk", filter=Q(return_comment="")))
    )
    if not counts["total"]:
        return None
    return {**counts, "share": share(counts["agreed"], counts["total"])}
