"""What programs that keep markup are to be told: to look at, to download, and to mark as sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.models import OutboxPage
from annotations.presenters.outbox import lines_of
from annotations.review.permissions import Permission
from annotations.services import outbox as services
from annotations.views.loading import needs, person, post_only, visible
from annotations.views.numbers import key_of
from annotations.views.paging import page_of

#: Sent pages that are listed.
SENT = 30
#: Pages of one download.
MOST = 1000


@require_safe
@needs(Permission.DECIDE)
def outbox(request: HttpRequest) -> HttpResponse:
    """What waits, and what was sent last."""
    rows = visible(OutboxPage, request).select_related("claim", "sent_by")
    page = page_of(request, rows.waiting(), column="changed_at")  # type: ignore[attr-defined]
    page.rows = lines_of(page.rows)
    sent = rows.filter(sent_at__isnull=False).order_by("-sent_at", "-pk")[:SENT]
    return render(request, "outbox/list.html", {"page": page, "sent": lines_of(sent), "pushes": services.pushes()})


@require_safe
@needs(Permission.DECIDE)
def outbox_file(request: HttpRequest) -> HttpResponse:
    """The same as JSON, oldest change first."""
    rows = visible(OutboxPage, request).waiting().select_related("claim")  # type: ignore[attr-defined]
    orders = [line.as_order for line in lines_of(rows.order_by("changed_at", "pk")[:MOST]) if line.step]
    headers = {"Content-Disposition": 'attachment; filename="outbox.json"'}
    return JsonResponse({"pages": orders}, headers=headers, json_dumps_params={"ensure_ascii": False})


@post_only("outbox")
@needs(Permission.DECIDE)
def outbox_sent(request: HttpRequest) -> HttpResponse:
    """The person sent the pages named as `page`, each with the digest of the content that they saw (`KEY:DIGEST`)."""
    now = timezone.now()
    asked = dict(value.partition(":")[::2] for value in request.POST.getlist("page")[:MOST])
    rows = visible(OutboxPage, request).select_related("claim")
    lines = lines_of(rows.filter(pk__in=[key_of(key) for key in asked]))
    same = {line.page.pk: line.body for line in lines if line.digest == asked[str(line.page.pk)]}
    services.mark_sent(pages=same, by=person(request), at=now)
    if len(same) < len(asked):
        messages.error(request, _("Something was changed after you opened this page. Look at what waits once more."))
    else:
        messages.success(request, _("Marked as sent."))
    return redirect("outbox")
