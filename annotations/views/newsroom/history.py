"""What everybody did, newest first, in words: for those who want to know how a verdict came about, and for auditors."""

from __future__ import annotations

import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from annotations.days import begins
from annotations.models import AuditEvent
from annotations.presenters.newsroom.history import WORDS, entries
from annotations.review.permissions import Permission
from annotations.web.filters import FilterSet, OneOfFilter, everybody
from annotations.web.loading import needs, person, visible
from annotations.web.paging import page_of

KINDS = [
    ("claim", _("Claims")),
    ("article", _("Articles")),
    ("source", _("Sources")),
    ("newsroom", _("Newsroom")),
    ("user", _("People")),
]


class HistoryFilter(FilterSet):
    """By person, by what it is about, by what was done, by day."""

    by = OneOfFilter(label=_("Person"), field_name="actor", queryset=everybody, empty_label=_("Anybody"))
    kind = django_filters.ChoiceFilter(label=_("About"), field_name="chain_kind", choices=KINDS, empty_label=_("Any"))
    verb = django_filters.ChoiceFilter(label=_("What was done"), choices=list(WORDS.items()), empty_label=_("Any"))
    since = django_filters.DateFilter(label=_("Since"), method="by_day", widget=forms.DateInput(attrs={"type": "date"}))
    number = django_filters.NumberFilter(
        label=_("Number"), field_name="chain_id", min_value=1, max_value=10**15,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def by_day(self, rows: QuerySet[Any], _name: str, value: datetime.date) -> QuerySet[Any]:
        return rows.filter(at__gte=begins(value))


@require_safe
@needs(Permission.READ)
def history(request: HttpRequest) -> HttpResponse:
    """The audit trail as a list; each step leads to what it was about."""
    rows = visible(AuditEvent, request).select_related("actor")
    found = HistoryFilter(request.GET, queryset=rows, request=request)
    page = page_of(request, found.qs, column="at")
    page.rows = entries(page.rows, person(request))
    return render(request, "history/list.html", {"page": page, "filter": found})
