"""The library of sources: found by their facts or by words in their copies, filtered, by date or by use."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.search import SearchHeadline
from django.db.models import Count, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Greatest, Left, Replace, StrIndex, Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.models import Fetch, Health, Snapshot, Source, SourceType
from annotations.models.snapshot import SEARCHED, is_unspaced, words_of
from annotations.presenters.citations import source_name, source_state
from annotations.presenters.snippets import START, STOP, snippet
from annotations.review.permissions import Permission
from annotations.views.loading import needs, visible
from annotations.views.paging import page_of

FILTERS = ("q", "state", "type", "publisher", "health", "sort")


@require_safe
@needs(Permission.READ)
def source_list(request: HttpRequest) -> HttpResponse:
    """Every source that the person may see, with state and use."""
    asked = {name: request.GET.get(name, "").strip() for name in FILTERS}
    light = Snapshot.objects.defer("text", "blocks", "spans", "headers")
    rows = _filtered(visible(Source, request), asked).annotate(
        uses=Count("citations", filter=Q(citations__removed_at=None), distinct=True)
    )
    column = "uses" if asked["sort"] == "uses" else "created_at"
    page = page_of(request, rows.prefetch_related(Prefetch("snapshots", light), "fetches"), column)
    found = _snippets(page.rows, asked["q"])
    page.rows = [(source, source_name(source), _state(source), found.get(source.pk)) for source in page.rows]
    choices = {"types": SourceType.choices, "healths": Health.choices}
    any_on = any(asked.values())
    return render(request, "sources/list.html", {"page": page, "asked": asked, "any_on": any_on, **choices})


def _filtered(rows: QuerySet[Any], asked: dict[str, str]) -> QuerySet[Any]:
    if asked["q"]:
        rows = rows.with_words(asked["q"])  # type: ignore[attr-defined]
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


def _snippets(rows: list[Source], words: str) -> dict[int, Any]:
    """{source: (copy, the words around what was looked for)}, for those found by their copies."""
    if not words or not rows:
        return {}
    copies = Snapshot.objects.with_words(words).filter(source__in=rows).order_by("source", "-pk").distinct("source")
    return {
        pk: (copy, snippet(text))
        for pk, copy, text in copies.annotate(shown=_shown(words)).values_list("source", "pk", "shown")
    }


def _shown(words: str) -> SearchHeadline | Replace:
    """What stands around `words` in a copy, marked; in a script without spaces, around the place where they begin."""
    if is_unspaced(words):
        around = Substr("text", Greatest(StrIndex("text", Value(words)) - 30, 1), 60 + len(words))
        return Replace(around, Value(words), Value(f"{START}{words}{STOP}"))
    return SearchHeadline(
        Left("text", SEARCHED), words_of(words), config="simple",
        start_sel=START, stop_sel=STOP, max_words=24, min_words=12, max_fragments=1,
    )  # fmt: skip


def _state(source: Source) -> object:
    snapshots = sorted(source.snapshots.all(), key=lambda s: -s.pk)
    return source_state(source, snapshots, sorted(source.fetches.all(), key=lambda f: -f.pk))
