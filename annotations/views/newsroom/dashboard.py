"""The dashboard: what waits for me, what is overdue, then figures. Each number links to the list behind it."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.days import begins
from annotations.models import ClaimReview, CorrectionRequest, EvidenceChange, Fetch, Snapshot
from annotations.models.review.waiting import waits_for
from annotations.presenters.newsroom.charts import week_chart, weeks_of
from annotations.presenters.review.lines import Line, lists_of
from annotations.review.permissions import Permission
from annotations.review.states import Status
from annotations.services.newsroom import figures
from annotations.web.filters import ReviewFilter
from annotations.web.loading import needs, person, visible

SHOWN = 8


@require_safe
@needs(Permission.SEE_FIGURES)
def dashboard(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    mondays = weeks_of(today)
    found = ReviewFilter(request.GET, queryset=visible(ClaimReview, request), request=request)
    rows = found.qs
    counts = dict(rows.open().order_by().values_list("status").annotate(Count("pk")))
    counts["published"] = rows.filter(number=1, first_published_at__gte=begins(mondays[-1])).count()
    context = {
        "filter": found,
        "tiles": [*_mine(request), *_tiles(counts, mondays[-1], request), _evidence(request), _reports(request)],
        "failed": _failed_fetches(),
        "unconfirmed": rows.filter(status=Status.RETRACTED, retraction_confirmed_at=None).select_related(
            "claim", "retracted_by"
        )[:SHOWN],
        **_waiting(request, rows),
        "chart": week_chart(mondays, figures.by_week(rows, mondays, whole=not request.GET)),
        "sources": _sources(),
        "kept": "".join(f"&{urlencode({n: v})}" for n, v in _kept(request).items() if n != "rating"),
        "today": today,
    }
    return render(request, "dashboard/detail.html", context)


def _kept(request: HttpRequest) -> dict[str, str]:
    """The filters that are on, for addresses that lead on."""
    names = ("checker", "rating", "article")
    return {name: request.GET[name] for name in names if request.GET.get(name)}


def _tiles(counts: dict[str, int], monday: datetime.date, request: HttpRequest) -> list[dict[str, object]]:
    """Numbers of reviews; each address keeps the filters that are on."""
    kept = _kept(request)

    def link(**more: str) -> str:
        return f"{reverse('reviews')}?{urlencode({**kept, **more})}"

    return [
        {"name": _("In review"), "count": counts.get("in_review", 0), "link": link(status="in_review")},
        {
            "name": _("Returned, not yet resubmitted"),
            "count": counts.get("returned", 0),
            "link": link(status="returned"),
        },
        {"name": _("Approved, not published"), "count": counts.get("approved", 0), "link": link(status="approved")},
        {
            "name": _("Published this week"),
            "count": counts["published"],
            "link": link(published_from=monday.isoformat(), version="1"),
        },
    ]


def _evidence(request: HttpRequest) -> dict[str, object]:
    changed = visible(EvidenceChange, request).filter(outcome="").count()
    return {"name": _("Evidence changed"), "count": changed, "link": reverse("evidence_list")}


def _mine(request: HttpRequest) -> list[dict[str, object]]:
    """What waits for this person, and what is overdue of all."""
    counts = visible(ClaimReview, request).tally(waits_for(person(request)))
    return [
        {"name": _("Waits for you"), "count": counts["mine"], "link": f"{reverse('queue')}?turn=me"},
        {"name": _("Overdue"), "count": counts["overdue"], "link": f"{reverse('queue')}?overdue=1"},
    ]


def _reports(request: HttpRequest) -> dict[str, object]:
    waiting = visible(CorrectionRequest, request).filter(closed_at=None).count()
    return {"name": _("Reports by readers"), "count": waiting, "link": reverse("report_list")}


#: What waits: its state, and by what its age goes.
WAITING = {
    "waiting": (Status.IN_REVIEW, "submitted_at"),
    "returned": (Status.RETURNED, "changed_at"),
    "approved": (Status.APPROVED, "approved_at"),
}


def _waiting(request: HttpRequest, rows: Any) -> dict[str, list[Line]]:
    """The oldest few of each list."""
    return lists_of(
        {name: rows.filter(status=status).order_by(age, "pk")[:SHOWN] for name, (status, age) in WAITING.items()},
        person(request),
    )


def _failed_fetches() -> list[Fetch]:
    """Sources in use whose fetch failed for good, oldest first; protected ones have no fetch."""
    kept = Snapshot.objects.kept().filter(source__isnull=False).values("source")
    failed = Fetch.objects.filter(state="failed", source__isnull=False, source__citations__removed_at=None)
    return list(
        failed.exclude(source__in=kept).select_related("source").distinct().order_by("finished_at", "pk")[:SHOWN]
    )


def _sources() -> list[tuple[str, str, int]]:
    """(icon, words, count) of this week's fetches by outcome."""
    since = timezone.now() - datetime.timedelta(days=7)
    counts = dict(Fetch.objects.filter(created_at__gte=since).values_list("state").annotate(Count("pk")))
    busy = counts.get("waiting", 0) + counts.get("fetching", 0)
    return [
        ("kept", _("Kept"), counts.get("done", 0)),
        ("fetching", _("Fetching or waiting"), busy),
        ("failed", _("Failed"), counts.get("failed", 0)),
    ]
