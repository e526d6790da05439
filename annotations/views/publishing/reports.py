"""A reader reports an error; two people of the newsroom answer."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from annotations import limits
from annotations.client_address import client_address
from annotations.forms.publishing.reports import AnswerForm, ReportForm
from annotations.models import CorrectionRequest
from annotations.presenters.publishing.published import ListedCheck
from annotations.review.permissions import Permission, Refused
from annotations.services.publishing import reports as services
from annotations.services.publishing.public_addresses import check_path, check_url
from annotations.views.publishing.checks import public_review
from annotations.views.publishing.pages import public_page
from annotations.web.loading import find, first_error, needs, person, post_only, put_errors, visible
from annotations.web.paging import page_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The form for readers, without log-in; `?sent` thanks them."""
    review = public_review(pk)
    wanted = reverse("report", args=[pk, review.claim.slug])
    if request.path != wanted:
        return HttpResponsePermanentRedirect(wanted)
    form, status = ReportForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and form.cleaned_data["website"]:
            return redirect(f"{wanted}?sent=1")  # not a person, who learns nothing from it
        if form.is_valid() and not _may_report(request, pk):
            status = 429
            form.add_error(None, _("Too many reports came from here in the last hour. Send it again later."))
        elif form.is_valid():
            values = form.cleaned_data
            services.report(review=review, message=values["message"], reply_to=values["reply_to"])
            return redirect(f"{wanted}?sent=1")
    context = {"check": ListedCheck(review), "form": form, "sent": "sent" in request.GET}
    return public_page("public/report.html", {**context, "csrf_token": get_token(request)}, status=status)


def _may_report(request: HttpRequest, pk: int) -> bool:
    return limits.take("report_by_address", client_address(request)) and limits.take("report_of_check", str(pk))


@require_safe
@needs(Permission.READ)
def report_list(request: HttpRequest) -> HttpResponse:
    """What readers reported: open ones, or (`?show=closed`) those that were answered."""
    closed = request.GET.get("show") == "closed"
    rows = visible(CorrectionRequest, request).filter(closed_at__isnull=not closed)
    page = page_of(request, rows.select_related("claim", "answered_by"))
    return render(request, "reports/list.html", {"page": page, "closed": closed})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.READ)
def report_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """One report with its answer; a POST proposes one, or changes what was proposed."""
    found = find(CorrectionRequest, request, pk, "claim", "answered_by", "closed_by")
    shown = {"outcome": found.outcome, "answer": found.answer}
    form, status = AnswerForm(request.POST or None, initial=shown), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = form.cleaned_data
            try:
                services.answer(report=found, by=person(request), outcome=values["outcome"], words=values["answer"])
            except (Refused, ValidationError) as exc:
                put_errors(form, exc)
            else:
                messages.success(request, _("Another editor must confirm it now; then it is sent."))
                return redirect("report_answer", found.pk)
    may_confirm = bool(found.outcome) and not found.closed_at and found.answered_by_id != person(request).pk
    path = check_path(found.claim_id, found.claim.slug)
    context = {"report": found, "form": form, "may_confirm": may_confirm, "path": path}
    return render(request, "reports/answer.html", context, status=status)


@post_only("report_answer")
@needs(Permission.DECIDE)
def report_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the answer that the form showed."""
    found = find(CorrectionRequest, request, pk, "claim")
    words, address = request.POST.get("words", "").replace("\r\n", "\n"), check_url(found.claim_id, found.claim.slug)
    try:
        services.confirm(report=found, by=person(request), words=words, address=address)
    except Refused as exc:
        messages.error(request, first_error(exc))
    else:
        messages.success(request, _("Answered."))
    return redirect("report_answer", found.pk)
