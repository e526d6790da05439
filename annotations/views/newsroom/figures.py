"""Figures of verdicts: a table with bars, the same as CSV; each number leads to the list behind it."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from annotations.days import begins, ends
from annotations.exports.figures import figures_csv
from annotations.models import ClaimReview
from annotations.presenters.newsroom.figures import GROUPS, Figure, balances, figures
from annotations.review.permissions import Permission
from annotations.review.states import Status
from annotations.services.newsroom import figures as services
from annotations.web.filters import FilterSet
from annotations.web.loading import needs, visible

#: Groups on the page at first; the file has all.
SHOWN = 50


class PeriodFilter(FilterSet):
    """The days of first publication, both included."""

    published_from = django_filters.DateFilter(
        label=_("Published from"), method="by_day",
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip
    published_to = django_filters.DateFilter(
        label=_("to"), method="by_day",
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip

    class Meta:
        model = ClaimReview
        fields: list[str] = []

    def by_day(self, rows: QuerySet[Any], name: str, value: datetime.date) -> QuerySet[Any]:
        if name == "published_to":
            return rows.filter(first_published_at__lt=ends(value))
        return rows.filter(first_published_at__gte=begins(value))


def _asked(request: HttpRequest) -> tuple[PeriodFilter, str, services.Counted]:
    """The days asked for, the grouping, and its groups."""
    by = request.GET.get("by", "")
    by = by if by in GROUPS else "week"
    rows = visible(ClaimReview, request).filter(status=Status.PUBLISHED)
    period = PeriodFilter(request.GET, queryset=rows, request=request)
    if not period.form.is_valid():
        counted = services.Counted([], timezone.now(), "")
    elif any(days := period.form.cleaned_data.values()):
        counted = services.of_period(period.qs, by, "-".join(str(day or "") for day in days))
    else:
        counted = services.of_all(by)
    return period, by, counted


@require_safe
@needs(Permission.SEE_FIGURES)
def verdict_figures(request: HttpRequest) -> HttpResponse:
    """Standing verdicts grouped by `?by=`, in the days of the address."""
    period, by, counted = _asked(request)
    compared = by not in services.PERIODS
    most = None if request.GET.get("all") else SHOWN
    # Weeks are not compared, so those that are not shown need not be worked out.
    found = figures(counted.rows if compared else counted.rows[:most], by)
    kept = {name: request.GET[name] for name in ("published_from", "published_to") if request.GET.get(name)}
    context = {
        "filter": period,
        "by": by,
        "heading": GROUPS[by],
        "groups": [(key, words, urlencode({**kept, "by": key})) for key, words in GROUPS.items()],
        "rows": [
            (figure, balance, *_links(figure, by, kept))
            for figure, balance in zip(found, balances(found, most), strict=False)
        ],
        "compared": compared,
        "more": len(counted.rows[most:]) if most else 0,
        "whole": urlencode({**kept, "by": by, "all": 1}),
        "counted_at": counted.at,
        "total": sum(row["total"] for row in counted.rows),
        "csv": f"{reverse('verdict_figures_csv')}?{urlencode({**kept, 'by': by})}",
    }
    return render(request, "dashboard/figures.html", context)


def _links(figure: Figure, by: str, kept: dict[str, str]) -> tuple[list[tuple[int, str]], str]:
    """(count, address of the list behind it) of each rating, and the address of the list of all."""
    about = {f"published_{by}" if by in services.PERIODS else by: figure.key}
    address = {"status": Status.PUBLISHED.value, **kept, **about}

    def link(**more: str) -> str:
        return f"{reverse('reviews')}?{urlencode({**address, **more})}"

    return [(count, link(rating=rating)) for rating, count in figure.counts.items()], link()


@require_safe
@needs(Permission.SEE_FIGURES)
def verdict_figures_csv(request: HttpRequest) -> HttpResponse:
    """The same figures as a file."""
    period, by, counted = _asked(request)
    if period.form.errors:
        return redirect(f"{reverse('verdict_figures')}?{request.GET.urlencode()}")
    response = HttpResponse(figures_csv(figures(counted.rows, by), by), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="verdicts-by-{by}.csv"'
    return response
