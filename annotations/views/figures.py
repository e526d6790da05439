"""Figures of verdicts: a table with bars, the same as CSV; each number leads to the list behind it."""

from __future__ import annotations

from urllib.parse import urlencode

import django_filters
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from annotations.exports.figures import figures_csv
from annotations.models import ClaimReview
from annotations.presenters.figures import GROUPS, Figure, figures
from annotations.review.permissions import Permission
from annotations.review.states import Status
from annotations.views.loading import needs, visible


class PeriodFilter(django_filters.FilterSet):
    """The days of publication, both included."""

    published_from = django_filters.DateFilter(
        label=_("Published from"), field_name="published_at", lookup_expr="date__gte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip
    published_to = django_filters.DateFilter(
        label=_("to"), field_name="published_at", lookup_expr="date__lte",
        widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip

    class Meta:
        model = ClaimReview
        fields: list[str] = []


def _asked(request: HttpRequest) -> tuple[PeriodFilter, str, list[Figure]]:
    by = request.GET.get("by", "")
    by = by if by in GROUPS else "week"
    rows = visible(ClaimReview, request).filter(status=Status.PUBLISHED)
    period = PeriodFilter(request.GET, queryset=rows, request=request)
    return period, by, figures(period.qs, by)


@require_safe
@needs(Permission.SEE_FIGURES)
def verdict_figures(request: HttpRequest) -> HttpResponse:
    """Standing verdicts grouped by `?by=`, in the days of the address."""
    period, by, found = _asked(request)
    kept = {name: request.GET[name] for name in ("published_from", "published_to") if request.GET.get(name)}
    context = {
        "filter": period,
        "by": by,
        "heading": GROUPS[by][0],
        "groups": [(key, words, urlencode({**kept, "by": key})) for key, (words, _key, _name) in GROUPS.items()],
        "rows": [(figure, *_links(figure, by, kept)) for figure in found],
        "total": sum(figure.total for figure in found),
        "csv": f"{reverse('verdict_figures_csv')}?{urlencode({**kept, 'by': by})}",
    }
    return render(request, "dashboard/figures.html", context)


def _links(figure: Figure, by: str, kept: dict[str, str]) -> tuple[list[tuple[int, str]], str]:
    """(count, address of the list behind it) of each rating, and the address of the list of all."""
    about = {"published_week" if by == "week" else by: figure.key}
    whole = {"status": Status.PUBLISHED.value, **kept, **about}

    def link(**more: str) -> str:
        return f"{reverse('reviews')}?{urlencode({**whole, **more})}"

    return [(count, link(rating=rating)) for rating, count in figure.counts.items()], link()


@require_safe
@needs(Permission.SEE_FIGURES)
def verdict_figures_csv(request: HttpRequest) -> HttpResponse:
    """The same figures as a file."""
    _period, by, found = _asked(request)
    response = HttpResponse(figures_csv(found, by), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="verdicts-by-{by}.csv"'
    return response
