"""Rating a claim in a blind review or a panel."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from annotations.forms.opinions import OpinionForm
from annotations.review.permissions import Permission, Refused
from annotations.services import opinions as services
from annotations.views.loading import first_error, needs, person, post_only
from annotations.views.review_page import find_review, review_page


@post_only("review")
@needs(Permission.WRITE)
def review_rate(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_review(request, pk)
    form = OpinionForm(request.POST, auto_id="rate-%s")
    if not form.is_valid():
        return review_page(request, found, status=422, opinion_form=form)
    try:
        services.rate(review=found, by=person(request), **form.cleaned_data)
    except (Refused, ValidationError) as exc:
        messages.error(request, first_error(exc))
        return review_page(request, find_review(request, pk), status=422)
    messages.success(request, _("Your rating is kept. Now you see the others'."))
    return redirect("review", pk)
