"""Legal removal: asked for on a copy or a version, decided by another editor, told for ever."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.models import Article, Removal
from annotations.review.permissions import Permission, Refused
from annotations.services.evidence import removals as services
from annotations.views.evidence.copies import find_snapshot
from annotations.web.loading import find, first_error, needs, person, post_only, problem, visible


@require_safe
@needs(Permission.READ)
def removal_list(request: HttpRequest) -> HttpResponse:
    """What waits for a second editor, and the tombstones."""
    rows = visible(Removal, request).select_related("snapshot__source", "version__article", "asked_by", "decided_by")
    waiting = rows.filter(decided_at=None).order_by("pk")
    decided = rows.exclude(decided_at=None).order_by("-decided_at", "-pk")[:200]
    return render(request, "removals/list.html", {"waiting": waiting, "decided": decided})


@post_only("snapshot")
@needs(Permission.DECIDE)
def snapshot_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the removal of a copy's content."""
    return _ask(request, snapshot=find_snapshot(request, pk))


@post_only("versions")
@needs(Permission.DECIDE)
def version_remove(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ask for the removal of a version's text."""
    version = find(Article, request, pk).versions.filter(number=number).first()
    if version is None:
        raise Http404
    return _ask(request, version=version)


def _ask(request: HttpRequest, **subject: Any) -> HttpResponse:
    try:
        services.ask(by=person(request), ground=request.POST.get("ground", ""), **subject)
    except (Refused, ValidationError) as exc:
        return problem(request, first_error(exc))
    messages.success(request, _("Another editor must decide it now."))
    return redirect("removals")


@post_only("removals")
@needs(Permission.DECIDE)
def removal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove (`remove` in the form) or decline."""
    removal = find(Removal, request, pk)
    remove = bool(request.POST.get("remove"))
    try:
        services.decide(removal=removal, by=person(request), remove=remove)
    except Refused as exc:
        return problem(request, first_error(exc))
    messages.success(request, _("The content was removed.") if remove else _("Declined: the content stays."))
    return redirect("removals")
