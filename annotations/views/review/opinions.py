"""Rating a claim in a blind review or a panel."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from annotations.forms.review.opinions import OpinionForm
from annotations.review.permissions import Permission, Refused
from annotations.services.review import opinions as services
from annotations.views.review.review_page import find_review, review_page
from annotations.web.loading import first_error, needs, person, post_only, put_errors


@post_only("review")
@needs(Permission.WRITE)
def review_rate(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_review(request, pk)
    form = OpinionForm(request.POST, auto_id="rate-%s")
    if not form.is_valid():
        return review_page(request, found, status=422, opinion_form=form)
    try:
        submission = request.POST.get("submission", "")
        services.rate(review=found, by=person(request), submission=submission, **form.cleaned_data)
    except (Refused, ValidationError) as exc:
        found, why = find_review(request, pk), first_error(exc)
        if services.may_rate(found, person(request)):
            put_errors(form, exc)
            return review_page(request, found, status=422, opinion_form=form)
        messages.error(request, why)
        return review_page(request, found, status=422, unsaved=form.cleaned_data["reason"])
    messages.success(request, _("Your rating is kept. Now you see the others'."))
    return redirect("review", pk)
