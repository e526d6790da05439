"""The check-list of one version, answered by its authors."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.forms.review.checklist import ChecklistForm
from annotations.models import ClaimReview
from annotations.review.permissions import Permission, Refused, can_edit
from annotations.services.review import checklist as services
from annotations.views.review.review_page import find_review
from annotations.web.loading import first_error, needs, person, visible


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE)
def review_checklist(request: HttpRequest, pk: int) -> HttpResponse:
    """All questions on one page. Once it is submitted, the answers stand on the page of the review."""
    review = find_review(request, pk)
    if not can_edit(person(request), review.status):
        return redirect("review", pk)
    if request.method != "POST":
        return _page(request, review, _form(review), 200)
    with transaction.atomic():
        # Locked first, so that what the form compares with is what it writes over.
        visible(ClaimReview, request).locked(review)
        form = _form(review, request.POST)
        if not form.is_valid() or form.is_stale:
            return _page(request, review, form, 422 if form.errors else 409)
        try:
            services.answer(review=review, by=person(request), answers=form.answers())
        except Refused as exc:
            messages.error(request, first_error(exc))
            return redirect("review", pk)
    messages.success(request, _("The check-list is saved."))
    return redirect(review.claim.card_url)


def _form(review: ClaimReview, data: Any = None) -> ChecklistForm:
    return ChecklistForm(data, questions=services.questions(), answers=list(review.checklist_answers.all()))


def _page(request: HttpRequest, review: ClaimReview, form: ChecklistForm, status: int) -> HttpResponse:
    context = {
        "review": review,
        "form": form,
        "lines": list(form.lines()),
        "stale": status == 409,
        "unsaved": form.dropped() if form.is_bound else "",
        "card_url": review.claim.card_url,
    }
    return render(request, "reviews/checklist.html", context, status=status)
