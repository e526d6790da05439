"""What changed about documents that published verdicts cite: the list, one change, who looks after it, its outcome."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from annotations.anchoring.evidence import REACH
from annotations.forms.evidence.changes import OutcomeForm
from annotations.models import EvidenceChange, EvidenceKind, Outcome
from annotations.presenters.evidence.citations import source_name
from annotations.presenters.text.comparisons import TextRow, text_rows
from annotations.review.permissions import Permission, Refused
from annotations.review.states import Status
from annotations.services.evidence import watching
from annotations.web.loading import find, first_error, needs, person, post_only, problem, put_errors, visible
from annotations.web.paging import page_of

SHOWS = ("open", "mine", "nobody", "closed")


@require_safe
@needs(Permission.READ)
def evidence_list(request: HttpRequest) -> HttpResponse:
    """Open changes, newest first; `?show=` mine, nobody (without an owner) or closed; `?kind=`."""
    show = request.GET.get("show") if request.GET.get("show") in SHOWS else "open"
    kind = request.GET.get("kind", "")
    rows: QuerySet[Any] = visible(EvidenceChange, request)
    rows = rows.exclude(outcome="") if show == "closed" else rows.filter(outcome="")
    if show == "mine":
        rows = rows.filter(owner=person(request))
    elif show == "nobody":
        rows = rows.filter(owner=None)
    if kind in EvidenceKind.values:
        rows = rows.filter(kind=kind)
    page = page_of(request, rows.select_related("source", "citation__review__claim", "owner", "closed_by"))
    page.rows = [(change, source_name(change.source)) for change in page.rows]
    return render(
        request, "evidence/list.html", {"page": page, "show": show, "kind": kind, "kinds": EvidenceKind.choices}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.READ)
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """One change with the words before and after; POST closes it with an outcome."""
    related = ("source", "citation__review__claim", "citation__snapshot", "copy", "attempt", "owner", "closed_by")
    change = find(EvidenceChange, request, pk, *related)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            watching.close(change=change, by=person(request), **form.cleaned_data)
        except (Refused, ValidationError) as exc:
            put_errors(form, exc)
        else:
            messages.success(request, _("Closed."))
            if form.cleaned_data["outcome"] == Outcome.CORRECT and change.citation:
                return redirect("review", change.citation.review_id)
            return redirect("evidence_list")
    context = {
        "change": change,
        "name": source_name(change.source),
        "cited": change.source.citations.filter(removed_at=None, review__status=Status.PUBLISHED).select_related(
            "review__claim"
        ),
        "rows": _rows(change),
        "form": form,
    }
    return render(request, "evidence/detail.html", context, status=422 if form.errors else 200)


def _rows(change: EvidenceChange) -> list[TextRow]:
    """Paragraphs with and near the quoted words, before and after; none where there is no new text."""
    citation, copy = change.citation, change.copy
    if citation is None or copy is None or not change.attempt.text or citation.quote_start is None:
        return []
    near = (citation.quote_start - REACH, (citation.quote_end or 0) + REACH)
    return text_rows(copy, change.attempt, [near], whole=False).rows


@post_only("evidence")
@needs(Permission.WRITE)
def evidence_take(request: HttpRequest, pk: int) -> HttpResponse:
    """I look after it."""
    change = find(EvidenceChange, request, pk)
    try:
        watching.take(change=change, by=person(request))
    except Refused as exc:
        return problem(request, first_error(exc))
    return redirect("evidence", change.pk)
