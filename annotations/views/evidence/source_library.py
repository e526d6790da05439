"""The library of sources: found by their facts or by words in their copies, filtered, by date or by use."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.models import Fetch, Health, Snapshot, Source, SourceType
from annotations.presenters.evidence.citations import source_name, source_state
from annotations.presenters.text.found import copies_around
from annotations.review.permissions import Permission
from annotations.services.newsroom import search
from annotations.web.loading import needs, visible
from annotations.web.paging import page_of, page_of_found

FILTERS = ("q", "state", "type", "publisher", "health", "sort")


@require_safe
@needs(Permission.READ)
def source_list(request: HttpRequest) -> HttpResponse:
    """Every source that the person may see, with state and use; with words, the best hit first."""
    asked = {name: request.GET.get(name, "").strip() for name in FILTERS}
    light = Snapshot.objects.defer("text", "other_text", "blocks", "spans", "headers")
    filtered = _filtered(visible(Source, request), asked)
    hits = search.find(filtered, asked["q"], search.SOURCES) if asked["q"] else None
    filtered = filtered if hits is None else filtered.filter(pk__in=hits.keys)
    rows = filtered.annotate(uses=Count("citations", filter=Q(citations__removed_at=None), distinct=True))
    rows = rows.prefetch_related(Prefetch("snapshots", light), "fetches")
    if hits is not None and asked["sort"] != "uses":
        page = page_of_found(request, rows, hits.keys)
    else:
        page = page_of(request, rows, "uses" if asked["sort"] == "uses" else "created_at")
    found = copies_around([s.pk for s in page.rows], hits.query, hits.wanted) if hits else {}
    page.rows = [(source, source_name(source), _state(source), found.get(source.pk)) for source in page.rows]
    choices = {"types": SourceType.choices, "healths": Health.choices}
    any_on = any(asked.values())
    context = {"page": page, "asked": asked, "any_on": any_on, "hits": hits, **choices}
    return render(request, "sources/list.html", context)


def _filtered(rows: QuerySet[Any], asked: dict[str, str]) -> QuerySet[Any]:
    if asked["state"] == "failed":
        # A fetch that failed for good, and no copy of any attempt.
        failed = Fetch.objects.filter(state="failed", source__isnull=False).values("source")
        rows = rows.filter(pk__in=failed).exclude(
            pk__in=Snapshot.objects.kept().filter(source__isnull=False).values("source")
        )
    if asked["type"] in SourceType.values:
        rows = rows.filter(type=asked["type"])
    if asked["health"] in Health.values:
        rows = rows.filter(health=asked["health"])
    if asked["publisher"]:
        rows = rows.filter(publisher__icontains=asked["publisher"])
    return rows


def _state(source: Source) -> object:
    snapshots = sorted(source.snapshots.all(), key=lambda s: -s.pk)
    return source_state(source, snapshots, sorted(source.fetches.all(), key=lambda f: -f.pk))
