"""What I am told: the list, one of them, all as read."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from annotations.models import Notification
from annotations.presenters.newsroom.notifications import lines, place
from annotations.review.permissions import Permission
from annotations.services.record import notifications as services
from annotations.web.loading import find, needs, person, post_only, visible
from annotations.web.paging import page_of


@require_safe
@needs(Permission.READ)
def notification_list(request: HttpRequest) -> HttpResponse:
    """Newest first; `?show=unread` only those."""
    rows = visible(Notification, request).select_related("event__actor")
    if request.GET.get("show") == "unread":
        rows = rows.unread()
    page = page_of(request, rows)
    page.rows = lines(page.rows, person(request))
    return render(request, "notifications/list.html", {"page": page})


@require_safe
@needs(Permission.READ)
def notification(request: HttpRequest, pk: int) -> HttpResponse:
    """On to what it is about; it is read with that."""
    found = find(Notification, request, pk, "event")
    services.mark_read(person=person(request), notification=found)
    return redirect(place(found))


@post_only("notifications")
@needs(Permission.READ)
def notifications_read(request: HttpRequest) -> HttpResponse:
    services.mark_read(person=person(request))
    return redirect("notifications")
