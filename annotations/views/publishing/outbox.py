"""What programs that keep markup are to be told: to look at, to download, and to mark as sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.models import OutboxPage
from annotations.presenters.publishing.outbox import OutboxLine, lines_of
from annotations.review.permissions import Permission
from annotations.services.publishing import outbox as services
from annotations.web.loading import needs, person, post_only, problem, visible
from annotations.web.numbers import key_of
from annotations.web.paging import page_of

#: Sent pages that are listed.
SENT = 30
#: Pages of one download.
MOST = 1000


@require_safe
@needs(Permission.DECIDE)
def outbox(request: HttpRequest) -> HttpResponse:
    """What waits, and what was sent last."""
    rows = visible(OutboxPage, request).select_related("claim", "sent_by")
    page = page_of(request, rows.waiting(), column="changed_at")
    # Without what reads as it was sent. What is gone stays: somebody may have sent it without saying so.
    page.rows = [line for line in lines_of(page.rows) if line.step or line.body is None]
    sent = rows.filter(sent_at__isnull=False).order_by("-sent_at", "-pk")[:SENT]
    lines = [OutboxLine(row, row.sent_body) for row in sent]
    return render(request, "outbox/list.html", {"page": page, "sent": lines, "pushes": services.pushes()})


@require_safe
@needs(Permission.DECIDE)
def outbox_file(request: HttpRequest) -> HttpResponse:
    """The same as JSON, oldest change first."""
    rows = visible(OutboxPage, request).waiting().select_related("claim")
    found = lines_of(rows.order_by("changed_at", "pk")[: MOST + 1])
    orders = [line.as_order for line in found[:MOST] if line.step]
    headers = {"Content-Disposition": 'attachment; filename="outbox.json"'}
    told = {"pages": orders, "more": len(found) > MOST}
    return JsonResponse(told, headers=headers, json_dumps_params={"ensure_ascii": False})


@post_only("outbox")
@needs(Permission.DECIDE)
def outbox_sent(request: HttpRequest) -> HttpResponse:
    """The person sent the pages named as `page`, each with the digest of the content that they saw (`KEY:DIGEST`)."""
    told = (value.partition(":") for value in request.POST.getlist("page")[:MOST])
    asked = {key: digest for number, _colon, digest in told if (key := key_of(number))}
    rows = visible(OutboxPage, request).select_related("claim").filter(pk__in=asked)
    same = {
        line.page.pk: (line.page.changed_at, line.body) for line in lines_of(rows) if line.digest == asked[line.page.pk]
    }
    if services.pushes():
        return problem(request, _("A worker sends what waits here."))
    services.mark_sent(pages=same, by=person(request))
    if not asked or len(same) < len(asked):
        messages.error(request, _("Something was changed after you opened this page. Look at what waits once more."))
    else:
        messages.success(request, _("Marked as sent."))
    return redirect("outbox")
